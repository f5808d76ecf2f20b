package import Domain

private let fields = OzonPosting()
private let product = OzonPosting.Product()

/// What Ozon last said of a posting, in any status.
package struct OzonPostingState {
  package let number: String
  package let orderNumber: String?
  package let scheme: String?
  package let status: String?

  /// When the buyer had it, else when it was handed over, else when its processing began.
  package let eventAt: Instant?
  package let dateBasis: String?
  package let lines: [Line]

  /// One article of a posting.
  package struct Line {
    package let sku: String
    package let article: String?
    package let title: String?
    package let quantity: Decimal4
    package let price: Decimal4

    /// The price before discounts; 0 is none.
    package let oldPrice: Decimal4
    package let currency: String
    package let amount: Decimal4
  }

  package var isDelivered: Bool { status == "delivered" }

  /// The posting of a document that is not withdrawn.
  package init(_ document: Document) throws {
    let record = try document.latest.record()
    number = record[fields.posting_number]?.string ?? document.latest.naturalID.string
    orderNumber = record[fields.order_number]?.string
    scheme = record[fields.scheme]?.string
    status = record[fields.status]?.string
    let times: [(Instant?, String)] = [
      (record[fields.delivered_at], "delivered"),
      (record[fields.fact_delivery_date] ?? record[fields.delivering_date], "handover"),
      (record[fields.in_process_at], "in_process"),
    ]
    let known = times.first { $0.0 != nil }
    eventAt = known?.0
    dateBasis = known?.1
    var lines: [Line] = []
    try record.forEach(fields.products) { entry in
      let quantity = entry[product.quantity] ?? .zero
      let price = entry[product.price] ?? .zero
      lines.append(
        Line(
          sku: entry[product.sku].map(String.init) ?? "-",
          article: entry[product.offer_id]?.string, title: entry[product.name]?.string,
          quantity: quantity, price: price, oldPrice: entry[product.old_price] ?? .zero,
          currency: entry[product.currency_code]?.string ?? "RUB",
          amount: try price * quantity))
    }
    self.lines = lines
  }
}

extension SalesLines {
  /// The lines of a delivered posting.
  func ozonPosting(_ document: Document) throws -> [SalesLine] {
    let posting = try OzonPostingState(document)
    guard posting.isDelivered else { return [] }
    let type: SalesDocument = posting.scheme == "FBO" ? .ozonFBO : .ozonFBS
    var numbers = LineNumbers()
    return posting.lines.map { entry in
      var line = SalesLine(document, type, posting.number, line: numbers.next(entry.sku))
      line.scheme = posting.scheme
      line.eventAt = posting.eventAt
      line.saleDate = posting.eventAt?.moscowDay
      line.dateBasis = posting.dateBasis
      line.statusSource = posting.status
      line.statusNorm = "DELIVERED"
      line.article = entry.article
      line.item = entry.sku
      line.product = product(document, entry.sku)
      line.title = entry.title
      line.qty = entry.quantity
      line.priceList = entry.oldPrice > .zero ? entry.oldPrice : entry.price
      line.priceEffective = entry.price
      line.amount = entry.amount
      line.currency = entry.currency
      line.money.customer = entry.amount
      line.money.priceList = entry.price
      return line
    }
  }
}
