import Domain
import Projecting

/// What is known of one Ozon order: its postings, what was sold and returned, and what finance has
/// booked.
struct OzonOrder {
  let references: References
  private let postings: OzonPostings

  /// What p900 shows of the order.
  private let lines: [SalesLine]
  private let sold: GoodsIndex
  private let returned: GoodsIndex

  /// Operations and accruals that count.
  private let facts: [OzonFact]

  /// `nil` for a group of another marketplace.
  init?(of group: DocumentGroup, _ sales: SalesLines) throws {
    guard let first = group.documents.first, OzonTeller.of(first.latest) != nil else {
      return nil
    }
    var lines: [SalesLine] = []
    var states: [OzonPostingState] = []
    for document in group.documents where !document.isWithdrawn {
      switch OzonTeller.of(document.latest) {
      case .posting: states.append(try sales.posting(document) { lines.append($0) })
      case .returned: try sales.returned(document) { lines.append($0) }
      default: break
      }
    }
    // Finance shares its money by what the postings say.
    postings = OzonPostings(states)
    var reader = OzonFacts(sales.references)
    for document in group.documents where !document.isWithdrawn {
      try reader.read(document, postings)
    }
    references = sales.references
    facts = reader.facts
    sold = GoodsIndex(lines, by: \.soldGoods)
    returned = GoodsIndex(lines, by: \.returnedGoods)
    self.lines = lines
  }

  /// One economic fact has one row: lines that finance does not tell of, then what it tells.
  func write(to rows: any RowSink) throws {
    if !lines.isEmpty {
      let booked = OzonBooked(facts, postings)
      for line in lines where !booked.hasReplaced(line) { try SalesDataRow(line).write(to: rows) }
    }
    for fact in facts { try write(fact, to: rows) }
  }

  /// The known posting's name of an article, else the card's.
  func article(_ connection: String, _ number: Bytes?, _ sku: Bytes) -> Bytes? {
    if let line = postings.line(number, sku) { return line.article }
    return references.article(connection, ofProductNamed: sku)
  }

  /// Quantity and cost of what was sold of an article, or of what came back if one return tells it;
  /// nothing when p900 does not know.
  func known(
    _ number: Bytes?, _ sku: Bytes, isReturn: Bool
  ) throws(Decimal4.Overflow) -> (qty: Decimal4, cost: Decimal4?)? {
    guard let number, !lines.isEmpty else { return nil }
    let places = (isReturn ? returned : sold)[Goods(number: number, sku: sku)]
    if places.isEmpty || (isReturn && places.count > 1) { return nil }
    var qty = Decimal4.zero
    var cost: Decimal4? = .zero
    for place in places {
      qty = try qty + lines[place].qty
      cost = if let sum = cost, let more = lines[place].cost { try sum + more } else { nil }
    }
    return (qty, cost)
  }
}

extension SalesLine {
  /// The article of a posting that was sold.
  fileprivate var soldGoods: Goods? {
    guard type != .ozonReturn, let item else { return nil }
    return Goods(number: number, sku: item)
  }

  /// The article of a posting that came back.
  fileprivate var returnedGoods: Goods? {
    guard type == .ozonReturn, let posting, let item else { return nil }
    return Goods(number: posting, sku: item)
  }
}
