import Domain

private let fields = OzonReturn()

extension SalesLines {
  /// The line of a return of goods; cancellations sold nothing and return nothing.
  func ozonReturn(_ document: Document, _ take: Take) throws {
    let record = try document.latest.record()
    guard let type = record[fields.type], Self.ozonReturns.contains(where: { type == $0 }) else {
      return
    }
    let sku = record[fields.sku].map(texts.digits)
    let price = record[fields.price] ?? .zero
    let quantity = record[fields.quantity] ?? .zero
    var line = SalesLine(
      document, .ozonReturn, document.latest.naturalID, line: sku ?? Bytes("-"))
    line.posting = record[fields.posting_number]
    line.order = record[fields.order_number]
    line.scheme = record[fields.schema].map { texts.copy($0.string.uppercased()) }
    line.eventAt = record[fields.return_date] ?? record[fields.final_moment]
    line.saleDate = line.eventAt?.moscowDay
    line.sourceUpdatedAt = record[fields.change_moment]
    line.statusSource = type
    line.statusNorm = Bytes("RETURNED")
    line.article = record[fields.offer_id]
    line.item = sku
    line.product = sku.map { references.product(document.connection, $0) }
    line.title = record[fields.name]
    line.qty = try -quantity
    line.priceEffective = price
    line.amount = try -(price * quantity)
    line.currency = record[fields.currency_code] ?? SalesLine.roubles
    line.money.customer = line.amount
    line.money.priceReturn = price
    try settle(&line)
    try take(consume line)
  }

  /// Types of returns that bring goods back.
  private static let ozonReturns: [StaticString] = ["ClientReturn", "PartialReturn", "FullReturn"]
}
