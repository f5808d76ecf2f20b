package import Domain

private let fields = OzonPosting()
private let product = OzonPosting.Product()

/// What Ozon last said of a posting, in any status.
package struct OzonPostingState {
  package let document: Document
  package let number: Bytes
  package let orderNumber: Bytes?
  package let scheme: Bytes?
  package let status: Bytes?

  /// When the buyer had it, else when it was handed over, else when its processing began.
  package let eventAt: Instant?
  package let dateBasis: Bytes?
  package let lines: [Line]

  /// One article of a posting.
  package struct Line {
    package let sku: Bytes
    package let article: Bytes?
    package let title: Bytes?
    package let quantity: Decimal4
    package let price: Decimal4

    /// The price before discounts; 0 is none.
    package let oldPrice: Decimal4
    package let currency: Bytes
    package let amount: Decimal4
  }

  package var isDelivered: Bool { status.map { $0 == "delivered" } ?? false }

  init(_ document: Document, _ texts: KeptTexts) throws {
    self.document = document
    let record = try document.latest.record()
    number = record[fields.posting_number] ?? document.latest.naturalID
    orderNumber = record[fields.order_number]
    scheme = record[fields.scheme]
    status = record[fields.status]
    (eventAt, dateBasis) = Self.time(record)
    var lines: [Line] = []
    try record.forEach(fields.products) { entry in
      let quantity = entry[product.quantity] ?? .zero
      let price = entry[product.price] ?? .zero
      lines.append(
        Line(
          sku: entry[product.sku].map(texts.digits) ?? Bytes("-"),
          article: entry[product.offer_id], title: entry[product.name],
          quantity: quantity, price: price, oldPrice: entry[product.old_price] ?? .zero,
          currency: entry[product.currency_code] ?? SalesLine.roubles,
          amount: try price * quantity))
    }
    self.lines = lines
  }

  private static func time(_ record: RecordView) -> (Instant?, basis: Bytes?) {
    if let time = record[fields.delivered_at] { return (time, Bytes("delivered")) }
    if let time = record[fields.fact_delivery_date] ?? record[fields.delivering_date] {
      return (time, Bytes("handover"))
    }
    return record[fields.in_process_at].map { ($0, Bytes("in_process")) } ?? (nil, nil)
  }
}

extension SalesLines {
  /// The lines of a posting, if it was delivered.
  func ozonPosting(_ posting: OzonPostingState, _ take: Take) throws {
    guard posting.isDelivered else { return }
    let type: SalesDocument =
      posting.scheme.map { $0 == "FBO" } ?? false ? .ozonFBO : .ozonFBS
    let day = posting.eventAt?.moscowDay
    var numbers = LineNumbers(texts)
    for entry in posting.lines {
      var line = SalesLine(
        posting.document, type, posting.number, line: numbers.next(entry.sku))
      line.scheme = posting.scheme
      line.eventAt = posting.eventAt
      line.saleDate = day
      line.dateBasis = posting.dateBasis
      line.statusSource = posting.status
      line.statusNorm = Bytes("DELIVERED")
      line.article = entry.article
      line.item = entry.sku
      line.product = references.product(line.connection, entry.sku)
      line.title = entry.title
      line.qty = entry.quantity
      line.priceList = entry.oldPrice > .zero ? entry.oldPrice : entry.price
      line.priceEffective = entry.price
      line.amount = entry.amount
      line.currency = entry.currency
      line.money.customer = entry.amount
      line.money.priceList = entry.price
      try settle(&line)
      try take(consume line)
    }
  }
}
