import SQLite
import SQLiteFile
import Testing

@Suite("Payloads of every size around the limits of a cell")
struct ThresholdTests {
  private static let pageSizes = [512, 1024, 4096, 8192, 16384, 65536]

  /// A text that is a key, a value and an index entry, so that every kind of cell meets its limits.
  private static func schema(_ tail: String) -> [String] {
    [
      "CREATE TABLE t (v TEXT NOT NULL, k INT NOT NULL, b BLOB, PRIMARY KEY (v, k)) STRICT\(tail)",
      "CREATE INDEX by_v ON t (v)", "CREATE INDEX by_b ON t (b, k)",
    ]
  }

  /// The sizes of payloads after which something changes: X and M of the file format, and each
  /// overflow page that is full.
  private static func limits(_ pageSize: Int) -> [Int] {
    let table = pageSize - 35
    let index = (pageSize - 12) * 64 / 255 - 23
    let least = (pageSize - 12) * 32 / 255 - 23
    return [least, index, table].flatMap { limit in
      [limit, limit + pageSize - 4, limit + 2 * (pageSize - 4)]
    }
  }

  @Test(arguments: pageSizes, ["", ", WITHOUT ROWID"])
  func `are the same both ways`(_ pageSize: Int, _ tail: String) throws {
    let around = pageSize > 8192 ? 16 : 26
    let sizes = Set(Self.limits(pageSize).flatMap { $0 - around...$0 + 4 }).filter { $0 >= 0 }
    let rows = sizes.sorted().map { size -> [Value] in
      [
        .text(String(repeating: "x", count: size)), .integer(Int64(size)),
        .blob(Array(repeating: UInt8(size & 1), count: size)),
      ]
    }
    let both = try BothWays(
      [WrittenTable(schema: Self.schema(tail), rows: rows)], pageSize: pageSize)
    try both.agree()
    try both.agree(after: [
      "DELETE FROM t WHERE k % 3 = 0", "UPDATE t SET b = CAST(v AS BLOB) WHERE k % 3 = 1", "VACUUM",
    ])
  }

  @Test(arguments: [512, 8192, 65536], ["", ", WITHOUT ROWID"])
  func `far beyond a page are the same both ways`(_ pageSize: Int, _ tail: String) throws {
    let rows = [70_000, 70_001, 300_000].map { size -> [Value] in
      [
        .text(String(repeating: "long", count: size / 4)), .integer(Int64(size)),
        .blob((0..<size).map { UInt8(truncatingIfNeeded: $0 * 7) }),
      ]
    }
    let both = try BothWays(
      [WrittenTable(schema: Self.schema(tail), rows: [[.text(""), .integer(0), .null]] + rows)],
      pageSize: pageSize)
    try both.agree()
  }

  @Test(arguments: ["", ", WITHOUT ROWID"])
  func `integers around every width are the same both ways`(_ tail: String) throws {
    var integers: Set<Int64> = [0, .min, .max]
    for bits in 0..<63 {
      let power = Int64(1) << Int64(bits)
      for around in -1...1 {
        integers.insert(power + Int64(around))
        integers.insert(-power + Int64(around))
      }
    }
    let rows = integers.sorted().enumerated().map { index, integer -> [Value] in
      [
        .integer(integer), .integer(Int64(index)), .integer(integer ^ 0x55),
        index % 5 == 0 ? .null : .integer(integer / 3),
      ]
    }
    let schema = [
      "CREATE TABLE t (k INT NOT NULL, n INT NOT NULL, v INT NOT NULL, w INT, PRIMARY KEY (k, n)) "
        + "STRICT\(tail)", "CREATE INDEX by_v ON t (v)", "CREATE INDEX by_w ON t (w, v)",
    ]
    for pageSize in [512, 8192] {
      try BothWays([WrittenTable(schema: schema, rows: rows)], pageSize: pageSize).agree()
    }
  }
}
