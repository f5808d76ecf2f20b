import Domain

extension SalesLines {
  /// The lines of an order that was delivered, whatever came back later.
  func ymOrder(_ order: YMOrderState) throws -> [SalesLine] {
    guard let status = order.status,
      ["DELIVERED", "PARTIALLY_RETURNED", "RETURNED"].contains(status)
    else { return [] }
    let document = order.document
    var numbers = LineNumbers()
    return try order.items.map { item in
      let name = item.line ?? item.article ?? item.marketSKU ?? "-"
      var line = SalesLine(
        document, .ymOrder, document.latest.naturalID.string, line: numbers.next(name))
      line.scheme = order.scheme
      line.eventAt = order.deliveredAt ?? order.updatedAt
      line.saleDate = line.eventAt?.moscowDay
      line.sourceUpdatedAt = order.updatedAt
      line.statusSource = status
      line.statusNorm = status
      line.article = item.article
      line.item = item.marketSKU ?? item.article
      line.product = product(document, item.article)
      line.title = item.title
      line.qty = item.count
      line.priceList = item.priceList
      line.priceEffective = try item.price()
      line.amount = try item.amount()
      line.currency = item.currency
      line.money.customer = item.customer
      line.money.coinvest = item.coinvest
      line.money.priceList = item.priceList
      return line
    }
  }
}
