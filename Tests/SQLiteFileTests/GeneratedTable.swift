import SQLite
import TestKit

/// Tables and rows of every kind that the page writer takes.
struct GeneratedTable {
  private var random: SeededRandom
  private let kinds: [String]
  private let key: [Int]
  private let isWithoutRowid: Bool

  /// Texts begin alike.
  private let prefix: String

  /// The greatest length of most values, and of one in a hundred.
  private let usual: Int
  private let longest: Int

  let pageSize: Int

  init(seed: UInt64) {
    var random = SeededRandom(seed)
    pageSize = [512, 512, 512, 1024, 1024, 4096, 8192, 65536].randomElement(using: &random) ?? 512
    let count = Int.random(in: 1...8, using: &random)
    kinds = (0..<count).map { _ in
      ["INTEGER", "INT", "TEXT", "TEXT", "BLOB"].randomElement(using: &random) ?? "TEXT"
    }
    isWithoutRowid = random.once(in: 3)
    let keyCount = Int.random(in: 1...min(3, count), using: &random)
    let places = isWithoutRowid ? Array(0..<count) : Array(0..<count).shuffled(using: &random)
    // One INTEGER alone would be the rowid.
    let isRowid = !isWithoutRowid && keyCount == 1 && kinds[places[0]] == "INTEGER"
    key = isRowid ? [] : Array(places.prefix(keyCount))
    prefix = String(repeating: "п", count: [0, 3, 20, 60].randomElement(using: &random) ?? 0)
    usual = [4, 12, 40, 200].randomElement(using: &random) ?? 4
    longest = min(pageSize, 8192) * ([1, 2, 4].randomElement(using: &random) ?? 1)
    self.random = random
  }

  /// The table with its rows in key order.
  mutating func make() -> WrittenTable {
    var lines = kinds.enumerated().map { index, kind in
      "c\(index) \(kind)\(key.contains(index) || random.once(in: 4) ? " NOT NULL" : "")"
    }
    let isRequired = lines.map { $0.hasSuffix("NOT NULL") }
    if !key.isEmpty {
      lines.append("PRIMARY KEY (\(key.map { "c\($0)" }.joined(separator: ", ")))")
    }
    let isWithoutRowid = self.isWithoutRowid && !key.isEmpty
    var schema = [
      "CREATE TABLE t (\(lines.joined(separator: ", "))) STRICT"
        + (isWithoutRowid ? ", WITHOUT ROWID" : "")
    ]
    for index in 0..<Int.random(in: 0...3, using: &random) {
      let columns = Array(0..<kinds.count).shuffled(using: &random)
        .prefix(Int.random(in: 1...3, using: &random))
      schema.append(
        "CREATE INDEX i\(index) ON t (\(columns.map { "c\($0)" }.joined(separator: ", ")))")
    }
    let count = random.once(in: 12) ? 0 : Int.random(in: 1...120, using: &random)
    var rows = (0..<count).map { _ in
      kinds.indices.map { value(kinds[$0], isRequired: isRequired[$0]) }
    }
    if !key.isEmpty {
      rows.sort { Self.precedes($0, $1, key) }
      rows = rows.indices.compactMap { index in
        index == 0 || Self.precedes(rows[index - 1], rows[index], key) ? rows[index] : nil
      }
    }
    return WrittenTable(schema: schema, rows: rows)
  }

  private mutating func value(_ kind: String, isRequired: Bool) -> Value {
    if !isRequired, random.once(in: 4) { return .null }
    if kind.hasPrefix("INT") {
      return .integer(
        random.once(in: 3) ? Int64.random(in: 0...2, using: &random) : random.integer())
    }
    let most = random.once(in: 100) ? longest : usual
    let count = Int.random(in: 0...most, using: &random)
    if kind == "BLOB" {
      return .blob((0..<count).map { _ in random.once(in: 2) ? 0 : UInt8(random.next() & 0xFF) })
    }
    let letters = ["a", "b", "\0", "\u{1}", "я", "\u{7F}", "€", "𝄞"]
    let tail = (0..<count).map { _ in letters.randomElement(using: &random) ?? "a" }.joined()
    return .text((random.once(in: 2) ? prefix : "") + tail)
  }

  private static func precedes(_ lhs: [Value], _ rhs: [Value], _ key: [Int]) -> Bool {
    for column in key {
      switch (lhs[column], rhs[column]) {
      case (.integer(let a), .integer(let b)) where a != b: return a < b
      case (.text(let a), .text(let b)) where a != b:
        return a.utf8.lexicographicallyPrecedes(b.utf8)
      case (.blob(let a), .blob(let b)) where a != b: return a.lexicographicallyPrecedes(b)
      default: continue
      }
    }
    return false
  }
}
