import Domain
import Projecting

/// What is known of one Ozon order: its postings, what was sold and returned, and what finance has
/// booked.
struct OzonOrder {
  /// The kinds that tell of orders.
  static let kinds: [StreamKind] = [
    OzonPosting.kind, OzonReturn.kind, OzonOperation.kind, OzonAccrual.kind,
  ]

  /// Operations and accruals that count.
  let facts: [OzonFact]
  let references: References
  private let postings: OzonPostings
  private var sold: [Goods: [SalesLine]] = [:]
  private var returned: [Goods: [SalesLine]] = [:]
  private var bookedSales: Set<String> = []
  private var bookedReturns: Set<String> = []
  private var bookedReturnGoods: Set<Goods> = []

  /// An article of a posting or an order.
  private struct Goods: Hashable {
    let number: String
    let sku: String
  }

  /// `nil` for a group of another marketplace.
  init?(of group: DocumentGroup, _ lines: [SalesLine], _ references: References) throws {
    guard let first = group.documents.first, Self.kinds.contains(first.kind) else { return nil }
    let documents = group.documents.filter { !$0.isWithdrawn }
    let postings = try OzonPostings(documents)
    var reader = OzonFacts(references)
    for document in documents { try reader.read(document, postings) }
    self.references = references
    self.postings = postings
    facts = reader.facts
    for line in lines { take(line) }
    for fact in facts { take(fact) }
  }

  private mutating func take(_ line: SalesLine) {
    guard let sku = line.item else { return }
    switch line.type {
    case .ozonFBS, .ozonFBO: sold[Goods(number: line.number, sku: sku), default: []].append(line)
    case .ozonReturn:
      guard let posting = line.posting else { return }
      returned[Goods(number: posting, sku: sku), default: []].append(line)
    case .wbSale, .ymOrder, .ymReturn: break
    }
  }

  private mutating func take(_ fact: OzonFact) {
    guard let number = fact.number else { return }
    if fact.booksSale { bookedSales.insert(number) }
    if fact.booksReturn {
      bookedReturns.insert(number)
      let order = postings.order(of: number)
      for sku in fact.returnedSKUs { bookedReturnGoods.insert(Goods(number: order, sku: sku)) }
    }
  }

  /// Whether finance tells of a line now: one economic fact has one row.
  func hasReplaced(_ line: SalesLine) -> Bool {
    switch line.type {
    case .ozonFBS, .ozonFBO: return bookedSales.contains(line.number)
    case .ozonReturn:
      if let posting = line.posting { return bookedReturns.contains(posting) }
      guard let order = line.order, let sku = line.item else { return false }
      return bookedReturnGoods.contains(Goods(number: order, sku: sku))
    case .wbSale, .ymOrder, .ymReturn: return false
    }
  }

  /// The known posting's name of an article, else the card's.
  func article(_ connection: String, _ number: String?, _ sku: String) -> String? {
    if let line = postings.line(number, sku) { return line.article }
    return references.card(connection, references.product(connection, sku))?.article
  }

  /// What was sold of an article, or what came back if one return tells it; nothing when p900 does
  /// not know.
  func known(_ number: String?, _ sku: String, isReturn: Bool) -> [SalesLine] {
    guard let number else { return [] }
    let goods = Goods(number: number, sku: sku)
    if !isReturn { return sold[goods] ?? [] }
    let lines = returned[goods] ?? []
    return lines.count == 1 ? lines : []
  }
}
