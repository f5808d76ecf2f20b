import Domain

/// Finds a member's place in a table of names.
struct MemberNames {
  private let names: [[UInt8]]

  /// Places by the low bits of the names' fingerprints, the next free one on collision; -1 is free.
  private let table: [Int]

  init(_ names: [String]) {
    self.names = names.map { Array($0.utf8) }
    var size = 16
    while size < names.count * 4 { size *= 2 }
    var table = [Int](repeating: -1, count: size)
    for (place, name) in self.names.enumerated() {
      var index = name.borrowed { Int(truncatingIfNeeded: $0.fingerprint) & (size - 1) }
      while table[index] >= 0 {
        precondition(self.names[table[index]] != name, "a name stands twice in the table")
        index = (index + 1) & (size - 1)
      }
      table[index] = place
    }
    self.table = table
  }

  /// The name's place; in a row in the table's order it is `expected`.
  func find(_ name: Bytes, _ expected: Int) -> Int? {
    if expected < names.count, name == names[expected] { return expected }
    var index = Int(truncatingIfNeeded: name.fingerprint) & (table.count - 1)
    while table[index] >= 0 {
      if name == names[table[index]] { return table[index] }
      index = (index + 1) & (table.count - 1)
    }
    return nil
  }
}
