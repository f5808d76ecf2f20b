import Domain

private let fields = OzonReturn()

extension SalesLines {
  /// A return of goods; cancellations sold nothing and return nothing.
  func ozonReturn(_ document: Document) throws -> [SalesLine] {
    let record = try document.latest.record()
    guard let type = record[fields.type]?.string,
      ["ClientReturn", "PartialReturn", "FullReturn"].contains(type)
    else { return [] }
    let sku = record[fields.sku].map(String.init)
    let price = record[fields.price] ?? .zero
    let quantity = record[fields.quantity] ?? .zero
    var line = SalesLine(
      document, .ozonReturn, document.latest.naturalID.string, line: sku ?? "-")
    line.posting = record[fields.posting_number]?.string
    line.order = record[fields.order_number]?.string
    line.scheme = record[fields.schema]?.string.uppercased()
    line.eventAt = record[fields.return_date] ?? record[fields.final_moment]
    line.saleDate = line.eventAt?.moscowDay
    line.sourceUpdatedAt = record[fields.change_moment]
    line.statusSource = type
    line.statusNorm = "RETURNED"
    line.article = record[fields.offer_id]?.string
    line.item = sku
    line.product = product(document, sku)
    line.title = record[fields.name]?.string
    line.qty = try -quantity
    line.priceEffective = price
    line.amount = try -(price * quantity)
    line.currency = record[fields.currency_code]?.string ?? "RUB"
    line.money.customer = line.amount
    line.money.priceReturn = price
    return [line]
  }
}
