import Domain

/// A price that 1C gives an item, or a table an article: the article is resolved when all items are
/// known.
struct PriceFact: Fact {
  let statement: PriceStatement

  static func read(_ event: Event, _ record: RecordView) -> (any Fact)? {
    PriceStatement(event, record).map(PriceFact.init)
  }

  func add(
    to catalogue: Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    if isWithdrawn { return }
    switch statement.subject {
    case .item(let ref):
      catalogue.statedPrices[.init(connection, ref), default: []].append(statement.price)
    case .article(let article):
      catalogue.tablePrices.append((.init(connection, Article.folded(article)), statement.price))
    }
  }
}
