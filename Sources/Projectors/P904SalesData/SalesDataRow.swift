import Domain
import Projecting

private let columns = P904Columns()

/// A row of p904 before it is written: total and seller_total follow from the rest.
struct SalesDataRow {
  let document: Document
  let type: Bytes
  let number: Bytes
  let line: Bytes
  let marketplace: Bytes
  var organization: String?
  var date: Day?
  var documentNo: Bytes?
  var article: Bytes?
  var product: Bytes?
  var resolution: Resolution?
  var qty = Decimal4.zero
  var currency = SalesLine.roubles
  var basis: Bytes?
  var money = Money()
  var priceFull: Decimal4?
  var priceList: Decimal4?
  var priceReturn: Decimal4?
  var commissionPercent: Decimal4?
  var coinvestPercent: Decimal4?

  /// 0 where no goods move; none where they moved at an unknown cost.
  var cost: Decimal4? = .zero

  init(_ document: Document, type: Bytes, number: Bytes, line: Bytes, marketplace: Bytes) {
    self.document = document
    self.type = type
    self.number = number
    self.line = line
    self.marketplace = marketplace
  }

  /// The row of a line sold or returned.
  init(_ line: SalesLine) {
    document = line.document
    type = line.type.name
    number = line.number
    self.line = line.line
    marketplace = line.type.marketplace
    organization = line.organization
    date = line.saleDate
    documentNo = line.posting ?? line.order ?? (line.type == .ozonReturn ? nil : line.number)
    article = line.article
    product = line.product
    resolution = line.resolution
    qty = line.qty
    currency = line.currency
    money[line.isReturn ? .customerOut : .customerIn] = line.money.customer
    money[.coinvestIn] = line.money.coinvest
    money[.commissionOut] = line.money.commission
    priceFull = line.priceList
    priceList = line.money.priceList
    priceReturn = line.money.priceReturn
    commissionPercent = line.money.commissionPercent
    coinvestPercent = line.money.coinvestPercent
    cost = line.cost
    // Until finance tells of it.
    basis = line.type.isOzon ? Bytes("posting") : nil
  }

  func write(to rows: any RowSink) throws {
    var row = rows.blank()
    do throws(Decimal4.Overflow) { try fill(&row) } catch {
      throw ProjectionError(document.latest, "a total is too large")
    }
    try rows.add(consume row, of: document)
  }

  private func fill(_ row: inout Record) throws(Decimal4.Overflow) {
    row[columns.connection_mp_ref] = document.connection
    row.set(columns.registrator_type, type)
    row.set(columns.registrator_no, number)
    row.set(columns.line_id, line)
    row.set(columns.marketplace, marketplace)
    row[columns.organization_ref] = organization
    row[columns.date] = date
    row.set(columns.document_no, documentNo)
    row.set(columns.article, article)
    row.set(columns.marketplace_product_ref, product)
    row.set(columns.nomenclature_ref, resolution?.nomenclature)
    row.set(columns.nomenclature_basis, resolution?.basis?.name)
    row[columns.qty] = qty
    row.set(columns.currency_code, currency)
    row.set(columns.basis, basis)
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
