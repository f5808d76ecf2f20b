import Domain

extension SalesLines {
  /// The lines of an order that was delivered, whatever came back later.
  func ymOrder(_ order: YMOrderState, _ take: Take) throws {
    guard let status = order.status, Self.ymDelivered.contains(where: { status == $0 }) else {
      return
    }
    let document = order.document
    let day = (order.deliveredAt ?? order.updatedAt)?.moscowDay
    var numbers = LineNumbers(texts)
    for item in order.items {
      let name = item.line ?? item.article ?? item.marketSKU ?? Bytes("-")
      var line = SalesLine(
        document, .ymOrder, document.latest.naturalID, line: numbers.next(name))
      line.scheme = order.scheme
      line.eventAt = order.deliveredAt ?? order.updatedAt
      line.saleDate = day
      line.sourceUpdatedAt = order.updatedAt
      line.statusSource = status
      line.statusNorm = status
      line.article = item.article
      line.item = item.marketSKU ?? item.article
      line.product = item.article.map { references.product(document.connection, $0) }
      line.title = item.title
      line.qty = item.count
      line.priceList = item.priceList
      line.priceEffective = try item.price()
      line.amount = try item.amount()
      line.currency = item.currency
      line.money.customer = item.customer
      line.money.coinvest = item.coinvest
      line.money.priceList = item.priceList
      try settle(&line)
      try take(consume line)
    }
  }

  /// Statuses of orders that a buyer had.
  private static let ymDelivered: [StaticString] = ["DELIVERED", "PARTIALLY_RETURNED", "RETURNED"]
}
