import Domain

private let fields = YMReturn()
private let itemFields = YMReturn.Item()
private let decision = YMReturn.Decision()

extension SalesLines {
  /// The lines of a return whose money went back; goods not redeemed were never paid for.
  func ymReturn(_ document: Document, of order: YMOrderState?, _ take: Take) throws {
    let record = try document.latest.record()
    guard record[fields.returnType].map({ $0 == "RETURN" }) ?? false,
      let status = record[fields.refundStatus], status == "REFUNDED" || status == "REFUNDED_BY_SHOP"
    else { return }
    var numbers = LineNumbers(texts)
    for item in try YMReturnItem.all(record, order, texts) {
      let name = item.marketSKU ?? item.shopSKU ?? Bytes("-")
      var line = SalesLine(
        document, .ymReturn, document.latest.naturalID, line: numbers.next(name))
      let article = item.shopSKU ?? item.ordered?.article
      line.order = record[fields.orderId].map(texts.digits)
      line.scheme = order?.scheme
      line.eventAt = record[fields.updateDate]
      line.saleDate = line.eventAt?.moscowDay
      line.sourceUpdatedAt = record[fields.updateDate]
      line.statusSource = status
      line.statusNorm = Bytes("RETURNED")
      line.article = article
      line.item = item.marketSKU
      line.product = article.map { references.product(document.connection, $0) }
      line.title = item.ordered?.title ?? title(document, article)
      line.qty = try -item.count
      line.money.priceReturn = item.count.isZero ? nil : try item.refund / item.count
      line.priceEffective = try item.ordered?.price() ?? line.money.priceReturn
      line.amount = try -((line.priceEffective ?? .zero) * item.count)
      line.payable = try -item.refund
      line.currency = item.currency ?? record[fields.currency] ?? SalesLine.roubles
      line.money.customer = try -item.refund
      if let ordered = item.ordered, !ordered.count.isZero {
        line.money.coinvest = try -(ordered.coinvest * item.count / ordered.count)
      }
      try settle(&line)
      try take(consume line)
    }
  }

  /// The name of an offer, as its card has it.
  private func title(_ document: Document, _ article: Bytes?) -> Bytes? {
    article.flatMap { references.title(document.connection, ofProductNamed: $0) }
  }
}

/// One article of a return, with its line of the order and the money that went back for it.
private struct YMReturnItem {
  let shopSKU: Bytes?
  let marketSKU: Bytes?
  let count: Decimal4
  let ordered: YMOrderState.Item?

  /// Refunded by decisions on the article; none when nothing was decided.
  let decided: Decimal4?
  let currency: Bytes?
  private let ownPrice: Decimal4?
  private(set) var refund = Decimal4.zero

  /// Decisions that give money back.
  private static let refunding: [StaticString] = [
    "FAST_REFUND_MONEY", "REFUND_MONEY", "REFUND_MONEY_INCLUDING_SHIPMENT", "PARTIAL_MONEY_REFUND",
  ]

  static func all(
    _ record: RecordView, _ order: YMOrderState?, _ texts: KeptTexts
  ) throws -> [YMReturnItem] {
    var items: [YMReturnItem] = []
    try record.forEach(fields.items) { items.append(try YMReturnItem($0, order, texts)) }
    let whole = record[fields.amount] ?? record[fields.refundAmount] ?? .zero
    let weights = try items.map { try $0.weight() }
    let shares = Decimal4.shares(of: whole, by: weights)
    for (index, share) in shares.enumerated() {
      items[index].refund = items[index].decided ?? share
    }
    return items
  }

  private init(_ entry: RecordView, _ order: YMOrderState?, _ texts: KeptTexts) throws {
    shopSKU = entry[itemFields.shopSku]
    marketSKU = entry[itemFields.marketSku].map(texts.digits)
    count = entry[itemFields.count] ?? .zero
    ownPrice = entry[itemFields.price]
    let (shopSKU, marketSKU) = (shopSKU, marketSKU)
    ordered = order?.items.first {
      shopSKU != nil ? $0.article == shopSKU : marketSKU != nil && $0.marketSKU == marketSKU
    }
    var sum: Decimal4?
    var currency: Bytes?
    try entry.forEach(itemFields.decisions) { made in
      let known = sum ?? .zero
      sum = known
      guard let type = made[decision.decisionType],
        Self.refunding.contains(where: { type == $0 })
      else { return }
      sum = try known + (made[decision.amount] ?? made[decision.refundAmount] ?? .zero)
      currency = currency ?? made[decision.currency]
    }
    decided = sum
    self.currency = currency
  }

  /// What the return's amount is shared by: price × count.
  private func weight() throws(Decimal4.Overflow) -> Decimal4 {
    try (ordered?.price() ?? ownPrice ?? .one) * count
  }
}
