import Domain

extension SalesLines {
  /// The lines of a return whose money went back; goods not redeemed were never paid for.
  func ymReturn(_ document: Document, of order: YMOrderState?) throws -> [SalesLine] {
    let fields = YMReturn()
    let record = try document.latest.record()
    guard record[fields.returnType].map({ $0 == "RETURN" }) ?? false,
      let status = record[fields.refundStatus]?.string,
      ["REFUNDED", "REFUNDED_BY_SHOP"].contains(status)
    else { return [] }
    let items = try YMReturnItem.all(record, order)
    var numbers = LineNumbers()
    return try items.map { item in
      let name = item.marketSKU ?? item.shopSKU ?? "-"
      var line = SalesLine(
        document, .ymReturn, document.latest.naturalID.string, line: numbers.next(name))
      let article = item.shopSKU ?? item.ordered?.article
      line.order = record[fields.orderId].map(String.init)
      line.scheme = order?.scheme
      line.eventAt = record[fields.updateDate]
      line.saleDate = line.eventAt?.moscowDay
      line.sourceUpdatedAt = record[fields.updateDate]
      line.statusSource = status
      line.statusNorm = "RETURNED"
      line.article = article
      line.item = item.marketSKU
      line.product = product(document, article)
      line.title = item.ordered?.title ?? title(document, line.product)
      line.qty = try -item.count
      line.money.priceReturn = item.count.isZero ? nil : try item.refund / item.count
      line.priceEffective = try item.ordered?.price() ?? line.money.priceReturn
      line.amount = try -((line.priceEffective ?? .zero) * item.count)
      line.payable = try -item.refund
      line.currency = item.currency ?? record[fields.currency]?.string ?? "RUB"
      line.money.customer = try -item.refund
      if let ordered = item.ordered, !ordered.count.isZero {
        line.money.coinvest = try -(ordered.coinvest * item.count / ordered.count)
      }
      return line
    }
  }
}

/// One article of a return, with its line of the order and the money that went back for it.
private struct YMReturnItem {
  let shopSKU: String?
  let marketSKU: String?
  let count: Decimal4
  let ordered: YMOrderState.Item?

  /// Refunded by decisions on the article; none when nothing was decided.
  let decided: Decimal4?
  let currency: String?
  private let ownPrice: Decimal4?
  private(set) var refund = Decimal4.zero

  /// Decisions that give money back.
  private static let refunding: Set<String> = [
    "FAST_REFUND_MONEY", "REFUND_MONEY", "REFUND_MONEY_INCLUDING_SHIPMENT", "PARTIAL_MONEY_REFUND",
  ]

  static func all(_ record: RecordView, _ order: YMOrderState?) throws -> [YMReturnItem] {
    let fields = YMReturn()
    var items: [YMReturnItem] = []
    try record.forEach(fields.items) { items.append(try YMReturnItem($0, order)) }
    let whole = record[fields.amount] ?? record[fields.refundAmount] ?? .zero
    let weights = try items.map { try $0.weight() }
    let shares = Decimal4.shares(of: whole, by: weights)
    for (index, share) in shares.enumerated() {
      items[index].refund = items[index].decided ?? share
    }
    return items
  }

  private init(_ entry: RecordView, _ order: YMOrderState?) throws {
    let fields = YMReturn.Item()
    shopSKU = entry[fields.shopSku]?.string
    marketSKU = entry[fields.marketSku].map(String.init)
    count = entry[fields.count] ?? .zero
    ownPrice = entry[fields.price]
    let (shopSKU, marketSKU) = (shopSKU, marketSKU)
    ordered = order?.items.first {
      shopSKU != nil ? $0.article == shopSKU : marketSKU != nil && $0.marketSKU == marketSKU
    }
    let decision = YMReturn.Decision()
    var sum: Decimal4?
    var currency: String?
    try entry.forEach(fields.decisions) { made in
      let known = sum ?? .zero
      sum = known
      guard let type = made[decision.decisionType]?.string, Self.refunding.contains(type) else {
        return
      }
      sum = try known + (made[decision.amount] ?? made[decision.refundAmount] ?? .zero)
      currency = currency ?? made[decision.currency]?.string
    }
    decided = sum
    self.currency = currency
  }

  /// What the return's amount is shared by: price × count.
  private func weight() throws(Decimal4.Overflow) -> Decimal4 {
    try (ordered?.price() ?? ownPrice ?? .one) * count
  }
}
