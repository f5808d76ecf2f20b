import Projecting

/// The sales and returns that finance has booked.
struct OzonBooked {
  /// By posting.
  private let sales: GoodsIndex
  private let returns: GoodsIndex

  /// By order and article, for returns that name no posting.
  private let returnedGoods: GoodsIndex

  init(_ facts: [OzonFact], _ postings: OzonPostings) {
    sales = GoodsIndex(facts) { $0.booksSale ? $0.number.map { Goods(number: $0) } : nil }
    returns = GoodsIndex(facts) { $0.booksReturn ? $0.number.map { Goods(number: $0) } : nil }
    var goods: [Goods] = []
    for fact in facts where fact.booksReturn {
      guard let number = fact.number else { continue }
      let order = postings.order(of: number)
      for sku in fact.returnedSKUs { goods.append(Goods(number: order, sku: sku)) }
    }
    returnedGoods = GoodsIndex(goods) { $0 }
  }

  /// Whether finance tells of a line now: one economic fact has one row.
  func hasReplaced(_ line: SalesLine) -> Bool {
    switch line.type {
    case .ozonFBS, .ozonFBO: return sales.contains(Goods(number: line.number))
    case .ozonReturn:
      if let posting = line.posting { return returns.contains(Goods(number: posting)) }
      guard let order = line.order, let sku = line.item else { return false }
      return returnedGoods.contains(Goods(number: order, sku: sku))
    case .wbSale, .ymOrder, .ymReturn: return false
    }
  }
}
