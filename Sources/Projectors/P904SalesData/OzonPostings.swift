import Domain
import Projecting

/// The postings of one order, in any status.
struct OzonPostings {
  private var postings: [String: OzonPostingState] = [:]

  init(_ documents: [Document]) throws {
    for document in documents where document.kind == OzonPosting.kind {
      do {
        let posting = try OzonPostingState(document)
        postings[posting.number] = posting
      } catch is Decimal4.Overflow {
        throw ProjectionError(document.latest, "an amount is too large")
      }
    }
  }

  /// The order of a posting, or of what is about the order itself.
  func order(of number: String) -> String {
    postings[number]?.orderNumber ?? OzonOrder.order(of: number)
  }

  /// The first line of an article in a known posting.
  func line(_ number: String?, _ sku: String) -> OzonPostingState.Line? {
    number.flatMap { postings[$0] }?.lines.first { $0.sku == sku }
  }

  /// What an operation's money is shared by: the amounts of its items' lines when every item is in
  /// the known posting, else equally.
  func weights(_ number: String?, _ items: [String?]) throws -> [Decimal4] {
    let equal = items.map { _ in Decimal4.one }
    guard let number, let posting = postings[number] else { return equal }
    var amounts: [String: Decimal4] = [:]
    for line in posting.lines {
      amounts[line.sku] = try (amounts[line.sku] ?? .zero) + line.amount
    }
    var counts: [String: Int64] = [:]
    for item in items {
      guard let item, amounts[item] != nil else { return equal }
      counts[item, default: 0] += 1
    }
    // An article that is listed k times shares its amount: k divides what all are multiplied by.
    let multiple = counts.values.reduce(1, Self.commonMultiple)
    return try items.map { item in
      guard let item, let amount = amounts[item], let count = counts[item] else { return .one }
      return try amount * Decimal4(multiple / count)
    }
  }

  private static func commonMultiple(_ a: Int64, _ b: Int64) -> Int64 {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return a / x * b
  }
}
