import Domain

private let campaignOrder = YMOrder()
private let campaignItem = YMOrder.Item()
private let campaignSubsidy = YMOrder.Subsidy()
private let businessOrder = YMBusinessOrder()
private let businessItem = YMBusinessOrder.Item()
private let orderStats = YMOrderStats()
private let statsItem = YMOrderStats.Item()
private let statsPrice = YMOrderStats.Price()

/// What Yandex Market last said of an order, in whichever of its three shapes.
struct YMOrderState {
  let document: Document
  let status: Bytes?
  let scheme: Bytes?

  /// The source's clock.
  let updatedAt: Instant?

  /// When the buyer had it.
  let deliveredAt: Instant?
  let items: [Item]

  /// One line of an order.
  struct Item {
    let line: Bytes?
    let article: Bytes?
    let marketSKU: Bytes?
    let title: Bytes?
    let count: Decimal4

    /// Price of one before discounts, where the source sends it for one.
    let priceList: Decimal4?

    /// What the buyer pays for all pieces, and what the market adds.
    let customer: Decimal4
    let coinvest: Decimal4
    let currency: Bytes

    func amount() throws(Decimal4.Overflow) -> Decimal4 { try customer + coinvest }

    /// What one piece brings; none without pieces.
    func price() throws(Decimal4.Overflow) -> Decimal4? {
      count.isZero ? nil : try amount() / count
    }
  }

  init(_ document: Document, _ texts: KeptTexts) throws {
    let record = try document.latest.record()
    if document.latest.is(YMBusinessOrder.self) {
      try self.init(business: record, document, texts)
    } else if document.latest.is(YMOrderStats.self) {
      try self.init(statistics: record, document, texts)
    } else {
      try self.init(campaign: record, document, texts)
    }
  }

  /// The campaign's shape: prices of one piece, and the subsidy apart.
  private init(
    campaign record: RecordView, _ document: Document, _ texts: KeptTexts
  ) throws {
    self.document = document
    status = record[campaignOrder.status]
    scheme = nil
    updatedAt = record[campaignOrder.updatedAt] ?? record[campaignOrder.statusUpdateDate]
    deliveredAt = record[campaignOrder.realDeliveryDate]
    let currency = record[campaignOrder.currency] ?? SalesLine.roubles
    var items: [Item] = []
    try record.forEach(campaignOrder.items) { entry in
      let count = entry[campaignItem.count] ?? .zero
      let price = entry[campaignItem.buyerPrice] ?? entry[campaignItem.price] ?? .zero
      items.append(
        Item(
          line: entry[campaignItem.id].map(texts.digits),
          article: entry[campaignItem.offerId] ?? entry[campaignItem.shopSku],
          marketSKU: entry[campaignItem.marketSku].map(texts.digits),
          title: entry[campaignItem.offerName],
          count: count,
          priceList: entry[campaignItem.buyerPriceBeforeDiscount]
            ?? entry[campaignItem.priceBeforeDiscount],
          customer: try price * count, coinvest: try Self.subsidy(entry) * count,
          currency: currency))
    }
    self.items = items
  }

  /// `subsidy`, or in newer answers the sum of `subsidies` but for the delivery's.
  private static func subsidy(_ entry: RecordView) throws -> Decimal4 {
    if let subsidy = entry[campaignItem.subsidy] { return subsidy }
    var sum = Decimal4.zero
    try entry.forEach(campaignItem.subsidies) { subsidy in
      if subsidy[campaignSubsidy.type].map({ $0 == "DELIVERY" }) ?? false { return }
      sum = try sum + (subsidy[campaignSubsidy.amount] ?? .zero)
    }
    return sum
  }

  /// The cabinet's shape: sums over all pieces, split by who pays.
  private init(
    business record: RecordView, _ document: Document, _ texts: KeptTexts
  ) throws {
    self.document = document
    status = record[businessOrder.status]
    scheme = record[businessOrder.programType]
    updatedAt = record[businessOrder.updateDate]
    deliveredAt = record[businessOrder.realDeliveryDate]
    let currency = record[businessOrder.currency] ?? SalesLine.roubles
    var items: [Item] = []
    try record.forEach(businessOrder.items) { entry in
      items.append(
        Item(
          line: entry[businessItem.id].map(texts.digits), article: entry[businessItem.offerId],
          marketSKU: entry[businessItem.marketSku].map(texts.digits),
          title: entry[businessItem.offerName],
          count: entry[businessItem.count] ?? .zero, priceList: nil,
          customer: entry[businessItem.payment] ?? .zero,
          coinvest: try (entry[businessItem.subsidy] ?? .zero)
            + (entry[businessItem.cashback] ?? .zero),
          currency: entry[businessItem.currency] ?? currency))
    }
    self.items = items
  }

  /// The statistics' shape: totals by who pays; lines have no id, orders no day of delivery.
  private init(
    statistics record: RecordView, _ document: Document, _ texts: KeptTexts
  ) throws {
    self.document = document
    status = record[orderStats.status]
    scheme = nil
    updatedAt = record[orderStats.statusUpdateDate]
    deliveredAt = nil
    let currency = record[orderStats.currency] ?? SalesLine.roubles
    var items: [Item] = []
    try record.forEach(orderStats.items) { entry in
      var customer = Decimal4.zero
      var coinvest = Decimal4.zero
      try entry.forEach(statsItem.prices) { part in
        let total = part[statsPrice.total] ?? .zero
        if part[statsPrice.type].map({ $0 == "BUYER" }) ?? false {
          customer = try customer + total
        } else {
          coinvest = try coinvest + total
        }
      }
      items.append(
        Item(
          line: entry[statsItem.shopSku], article: entry[statsItem.shopSku],
          marketSKU: entry[statsItem.marketSku].map(texts.digits),
          title: entry[statsItem.offerName],
          count: entry[statsItem.count] ?? .zero, priceList: nil, customer: customer,
          coinvest: coinvest, currency: currency))
    }
    self.items = items
  }
}
