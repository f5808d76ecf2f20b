/// Counts the alike rows of one payload, which nothing but their order tells apart.
package struct Twins {
  private var counts: [String: Int64] = [:]

  package init() {}

  /// How many rows were like this one so far, with it.
  package mutating func ordinal(of id: String) -> Int64 {
    counts[id, default: 0] += 1
    return counts[id, default: 0]
  }

  /// The natural id of a row that is the `ordinal`-th of its like: `id`, `id#2`, `id#3`.
  package static func naturalID(_ id: String, _ ordinal: Int64) -> String {
    ordinal == 1 ? id : "\(id)#\(ordinal)"
  }
}
