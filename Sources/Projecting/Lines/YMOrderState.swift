import Domain

/// What Yandex Market last said of an order, in whichever of its three shapes.
struct YMOrderState {
  let document: Document
  let status: String?
  let scheme: String?

  /// The source's clock.
  let updatedAt: Instant?

  /// When the buyer had it.
  let deliveredAt: Instant?
  let items: [Item]

  /// One line of an order.
  struct Item {
    let line: String?
    let article: String?
    let marketSKU: String?
    let title: String?
    let count: Decimal4

    /// Price of one before discounts, where the source sends it for one.
    let priceList: Decimal4?

    /// What the buyer pays for all pieces, and what the market adds.
    let customer: Decimal4
    let coinvest: Decimal4
    let currency: String

    func amount() throws(Decimal4.Overflow) -> Decimal4 { try customer + coinvest }

    /// What one piece brings; none without pieces.
    func price() throws(Decimal4.Overflow) -> Decimal4? {
      count.isZero ? nil : try amount() / count
    }
  }

  init(_ document: Document) throws {
    let record = try document.latest.record()
    if document.latest.is(YMBusinessOrder.self) {
      try self.init(business: record, document)
    } else if document.latest.is(YMOrderStats.self) {
      try self.init(statistics: record, document)
    } else {
      try self.init(campaign: record, document)
    }
  }

  /// The campaign's shape: prices of one piece, and the subsidy apart.
  private init(campaign record: RecordView, _ document: Document) throws {
    let fields = YMOrder()
    let item = YMOrder.Item()
    self.document = document
    status = record[fields.status]?.string
    scheme = nil
    updatedAt = record[fields.updatedAt] ?? record[fields.statusUpdateDate]
    deliveredAt = record[fields.realDeliveryDate]
    let currency = record[fields.currency]?.string ?? "RUB"
    var items: [Item] = []
    try record.forEach(fields.items) { entry in
      let count = entry[item.count] ?? .zero
      let price = entry[item.buyerPrice] ?? entry[item.price] ?? .zero
      items.append(
        Item(
          line: entry[item.id].map(String.init),
          article: (entry[item.offerId] ?? entry[item.shopSku])?.string,
          marketSKU: entry[item.marketSku].map(String.init), title: entry[item.offerName]?.string,
          count: count,
          priceList: entry[item.buyerPriceBeforeDiscount] ?? entry[item.priceBeforeDiscount],
          customer: try price * count, coinvest: try Self.subsidy(entry, item) * count,
          currency: currency))
    }
    self.items = items
  }

  /// `subsidy`, or in newer answers the sum of `subsidies` but for the delivery's.
  private static func subsidy(_ entry: RecordView, _ item: YMOrder.Item) throws -> Decimal4 {
    if let subsidy = entry[item.subsidy] { return subsidy }
    let fields = YMOrder.Subsidy()
    var sum = Decimal4.zero
    try entry.forEach(item.subsidies) { subsidy in
      if subsidy[fields.type].map({ $0 == "DELIVERY" }) ?? false { return }
      sum = try sum + (subsidy[fields.amount] ?? .zero)
    }
    return sum
  }

  /// The cabinet's shape: sums over all pieces, split by who pays.
  private init(business record: RecordView, _ document: Document) throws {
    let fields = YMBusinessOrder()
    let item = YMBusinessOrder.Item()
    self.document = document
    status = record[fields.status]?.string
    scheme = record[fields.programType]?.string
    updatedAt = record[fields.updateDate]
    deliveredAt = record[fields.realDeliveryDate]
    let currency = record[fields.currency]?.string ?? "RUB"
    var items: [Item] = []
    try record.forEach(fields.items) { entry in
      items.append(
        Item(
          line: entry[item.id].map(String.init), article: entry[item.offerId]?.string,
          marketSKU: entry[item.marketSku].map(String.init), title: entry[item.offerName]?.string,
          count: entry[item.count] ?? .zero, priceList: nil,
          customer: entry[item.payment] ?? .zero,
          coinvest: try (entry[item.subsidy] ?? .zero) + (entry[item.cashback] ?? .zero),
          currency: entry[item.currency]?.string ?? currency))
    }
    self.items = items
  }

  /// The statistics' shape: totals by who pays; lines have no id, orders no day of delivery.
  private init(statistics record: RecordView, _ document: Document) throws {
    let fields = YMOrderStats()
    let item = YMOrderStats.Item()
    let price = YMOrderStats.Price()
    self.document = document
    status = record[fields.status]?.string
    scheme = nil
    updatedAt = record[fields.statusUpdateDate]
    deliveredAt = nil
    let currency = record[fields.currency]?.string ?? "RUB"
    var items: [Item] = []
    try record.forEach(fields.items) { entry in
      var customer = Decimal4.zero
      var coinvest = Decimal4.zero
      try entry.forEach(item.prices) { part in
        let total = part[price.total] ?? .zero
        if part[price.type].map({ $0 == "BUYER" }) ?? false {
          customer = try customer + total
        } else {
          coinvest = try coinvest + total
        }
      }
      items.append(
        Item(
          line: entry[item.shopSku]?.string, article: entry[item.shopSku]?.string,
          marketSKU: entry[item.marketSku].map(String.init), title: entry[item.offerName]?.string,
          count: entry[item.count] ?? .zero, priceList: nil, customer: customer,
          coinvest: coinvest, currency: currency))
    }
    self.items = items
  }
}
