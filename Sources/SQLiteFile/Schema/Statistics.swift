/// Counts how many different beginnings the entries of an index have, as ANALYZE does.
///
/// Exact, because every entry passes in order.
struct Statistics {
  private var distinct: [Int]
  private(set) var entries = 0

  init(columns: Int) { distinct = Array(repeating: 0, count: columns) }

  /// Counts an entry whose first `equal` columns are those of the entry before.
  @inline(__always)
  mutating func add(equal: Int) {
    entries += 1
    var column = equal
    while column < distinct.count {
      distinct[column] += 1
      column += 1
    }
  }

  /// What `sqlite_stat1` says: the number of entries, and how many on average share each beginning.
  ///
  /// SQLite rounds up, but takes up to 1.1 entries for one.
  var text: String {
    var numbers = [entries]
    for count in distinct where count > 0 {
      let average = (entries + count - 1) / count
      numbers.append(average == 2 && entries * 10 <= count * 11 ? 1 : average)
    }
    return numbers.map(String.init).joined(separator: " ")
  }
}
