import Domain
import Projecting

private let fields = OzonOperation()
private let item = OzonOperation.Item()
private let service = OzonOperation.Service()

extension OzonFact {
  /// An operation of the transaction list: its sums shared among its items.
  init(operation document: Document, _ postings: OzonPostings, _ texts: KeptTexts) throws {
    let record = try document.latest.record()
    let number = record[fields.posting_number]
    let sale = record[fields.accruals_for_sale] ?? .zero
    var lines: [Line] = []
    try record.forEach(fields.items) { lines.append(Line($0[item.sku].map(texts.digits))) }
    if lines.isEmpty { lines.append(Line(nil)) }
    let weights = try postings.weights(number, lines)
    try Self.money(record).share(among: &lines, by: weights)
    for index in lines.indices { lines[index].sale = sale }
    self.init(
      document: document, id: document.latest.naturalID, number: number,
      date: record[fields.operation_date]?.moscowDay, currency: SalesLine.roubles, lines: lines,
      type: .operation)
    booksSale = record[fields.type].map { $0 == "orders" } ?? false
    booksReturn = record[fields.type].map { $0 == "returns" } ?? false
  }

  /// The operation's sums by what they are for; what they leave of its amount goes by its type.
  private static func money(_ record: RecordView) throws -> Money {
    var money = Money()
    try money.addSale(record[fields.accruals_for_sale] ?? .zero)
    try money.add(record[fields.sale_commission] ?? .zero, to: .commissionOut)
    try record.forEach(fields.services) { entry in
      try money.add(
        entry[service.price] ?? .zero, to: part(ofService: entry[service.name] ?? .none))
    }
    if let amount = record[fields.amount] {
      let rest = try amount - money.total()
      try money.add(rest, to: part(ofRest: record[fields.operation_type] ?? .none))
    }
    return money
  }

  /// Ozon's names of services that are logistics; `Return…Delivery` holds `Deliv`.
  private static let logistics: [StaticString] = [
    "Logistic", "Deliv", "Flow", "Dropoff", "LastMile",
  ]
  private static let penalties: [StaticString] = ["Fine", "Penalty", "Defect"]

  private static func part(ofService name: Bytes) -> Part {
    if name == "MarketplaceRedistributionOfAcquiringOperation" { return .acquiringOut }
    return logistics.contains(where: name.contains) ? .logisticsOut : .servicesOut
  }

  private static func part(ofRest type: Bytes) -> Part {
    if type.contains("Acquiring") { return .acquiringOut }
    return penalties.contains(where: type.contains) ? .penaltyOut : .servicesOut
  }
}
