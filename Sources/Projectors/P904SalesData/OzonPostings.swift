import Domain
import Projecting

/// The postings of one order, in any status.
struct OzonPostings {
  private let states: [OzonPostingState]
  private let numbers: GoodsIndex

  init(_ states: [OzonPostingState]) {
    self.states = states
    numbers = GoodsIndex(states) { Goods(number: $0.number) }
  }

  private func posting(_ number: Bytes?) -> OzonPostingState? {
    guard let number, !states.isEmpty else { return nil }
    return numbers[Goods(number: number)].last.map { states[$0] }
  }

  /// The order of a posting, or of what is about the order itself.
  func order(of number: Bytes) -> Bytes {
    posting(number)?.orderNumber ?? OzonOrder.order(of: number)
  }

  /// The first line of an article in a known posting.
  func line(_ number: Bytes?, _ sku: Bytes) -> OzonPostingState.Line? {
    posting(number)?.lines.first { $0.sku == sku }
  }

  /// What an operation's money is shared by: the amounts of its items' lines when every item is in
  /// the known posting; none when it is shared equally.
  func weights(_ number: Bytes?, _ items: [OzonFact.Line]) throws -> [Decimal4]? {
    guard let posting = posting(number) else { return nil }
    // One of one has all.
    if items.count == 1, posting.lines.count == 1 { return nil }
    var amounts: [Bytes: Decimal4] = [:]
    for line in posting.lines {
      amounts[line.sku] = try (amounts[line.sku] ?? .zero) + line.amount
    }
    var counts: [Bytes: Int64] = [:]
    for item in items {
      guard let sku = item.sku, amounts[sku] != nil else { return nil }
      counts[sku, default: 0] += 1
    }
    // An article that is listed k times shares its amount: k divides what all are multiplied by.
    let multiple = counts.values.reduce(1, Self.commonMultiple)
    return try items.map { item in
      guard let sku = item.sku, let amount = amounts[sku], let count = counts[sku] else {
        return .one
      }
      return try amount * Decimal4(multiple / count)
    }
  }

  private static func commonMultiple(_ a: Int64, _ b: Int64) -> Int64 {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return a / x * b
  }
}
