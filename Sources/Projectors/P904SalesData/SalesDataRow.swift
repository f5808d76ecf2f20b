import Domain
import Projecting

private let columns = P904Columns()

/// A row of p904 before it is written: total and seller_total follow from the rest.
struct SalesDataRow {
  let type: String
  let number: String
  let line: String
  let marketplace: String
  var organization: String?
  var date: Day?
  var documentNo: String?
  var article: String?
  var product: String?
  var resolution = Resolution.none
  var qty = Decimal4.zero
  var currency = "RUB"
  var basis: String?
  var money = Money()
  var priceFull: Decimal4?
  var priceList: Decimal4?
  var priceReturn: Decimal4?
  var commissionPercent: Decimal4?
  var coinvestPercent: Decimal4?

  /// 0 where no goods move; none where they moved at an unknown cost.
  var cost: Decimal4? = .zero

  init(type: String, number: String, line: String, marketplace: String) {
    self.type = type
    self.number = number
    self.line = line
    self.marketplace = marketplace
  }

  /// The row of a line sold or returned.
  init(_ line: SalesLine) throws(Decimal4.Overflow) {
    self.init(
      type: line.type.rawValue, number: line.number, line: line.line,
      marketplace: line.type.marketplace)
    organization = line.organization
    date = line.saleDate
    documentNo = line.posting ?? line.order ?? (line.type == .ozonReturn ? nil : line.number)
    article = line.article
    product = line.product
    resolution = line.resolution
    qty = line.qty
    currency = line.currency
    try money.add(line.money.customer, to: line.isReturn ? .customerOut : .customerIn)
    try money.add(line.money.coinvest, to: .coinvestIn)
    try money.add(line.money.commission, to: .commissionOut)
    priceFull = line.priceList
    priceList = line.money.priceList
    priceReturn = line.money.priceReturn
    commissionPercent = line.money.commissionPercent
    coinvestPercent = line.money.coinvestPercent
    cost = line.cost
    // Until finance tells of it.
    basis = marketplace == "OZON" ? "posting" : nil
  }

  func write(_ document: Document, to rows: any RowSink) throws {
    var row = rows.blank()
    do throws(Decimal4.Overflow) { try fill(&row, document.connection) } catch {
      throw ProjectionError(document.latest, "a total is too large")
    }
    try rows.add(row, of: document)
  }

  private func fill(_ row: inout Record, _ connection: String) throws(Decimal4.Overflow) {
    row[columns.connection_mp_ref] = connection
    row[columns.registrator_type] = type
    row[columns.registrator_no] = number
    row[columns.line_id] = line
    row[columns.marketplace] = marketplace
    row[columns.organization_ref] = organization
    row[columns.date] = date
    row[columns.document_no] = documentNo
    row[columns.article] = article
    row[columns.marketplace_product_ref] = product
    row[columns.nomenclature_ref] = resolution.nomenclature
    row[columns.nomenclature_basis] = resolution.basis?.rawValue
    row[columns.qty] = qty
    row[columns.currency_code] = currency
    row[columns.basis] = basis
    row[columns.customer_in] = money[.customerIn]
    row[columns.customer_out] = money[.customerOut]
    row[columns.coinvest_in] = money[.coinvestIn]
    row[columns.commission_out] = money[.commissionOut]
    row[columns.acquiring_out] = money[.acquiringOut]
    row[columns.logistics_out] = money[.logisticsOut]
    row[columns.penalty_out] = money[.penaltyOut]
    row[columns.services_out] = money[.servicesOut]
    row[columns.price_full] = priceFull
    row[columns.price_list] = priceList
    row[columns.price_return] = priceReturn
    row[columns.commission_percent] = commissionPercent
    row[columns.coinvest_percent] = coinvestPercent
    row[columns.cost] = cost
    let total = try money.total()
    row[columns.total] = total
    row[columns.seller_total] = if let cost { try total + cost } else { nil }
  }
}
