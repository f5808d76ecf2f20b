import SQLite
import Testing

@Suite("Trees of every number of rows around the limits of pages and levels")
struct LevelTests {
  private static func schema(_ tail: String) -> [String] {
    [
      "CREATE TABLE t (k INT NOT NULL, v TEXT, PRIMARY KEY (k, v)) STRICT\(tail)"
        .replacing("v TEXT", with: "v TEXT NOT NULL"),
      "CREATE INDEX by_v ON t (v, k)",
    ]
  }

  private static func rows(_ count: Int, _ width: Int) -> [[Value]] {
    (0..<count).map { row in
      let tail = String(repeating: "z", count: width)
      return [.integer(Int64(row * 5)), .text("\(row * 7919 % 1000) \(tail)")]
    }
  }

  @Test(arguments: ["", ", WITHOUT ROWID"], [20, 90])
  func `from none to hundreds on the smallest page`(_ tail: String, _ width: Int) throws {
    for count in 0...210 { try Self.check(count, width, tail, pageSize: 512) }
  }

  @Test(arguments: ["", ", WITHOUT ROWID"])
  func `three and four levels of the smallest page`(_ tail: String) throws {
    for count in Array(380..<400) + [1_999, 2_000, 6_000] {
      try Self.check(count, 60, tail, pageSize: 512)
    }
  }

  @Test(arguments: [1024, 4096, 8192, 16384, 65536])
  func `from none to a few leaves of larger pages`(_ pageSize: Int) throws {
    for count in 0...36 {
      try Self.check(
        count, pageSize / 9, count % 2 == 0 ? "" : ", WITHOUT ROWID", pageSize: pageSize)
    }
  }

  @Test(arguments: ["INT", "INTEGER"])
  func `cells of less than four bytes`(_ type: String) throws {
    let schema = ["CREATE TABLE t (k \(type) PRIMARY KEY) STRICT, WITHOUT ROWID"]
    for rows in [[0], [1], [0, 1], [-1, 0, 1, 2]] as [[Int64]] {
      let both = try BothWays(
        [WrittenTable(schema: schema, rows: rows.map { [.integer($0)] })], pageSize: 512)
      try both.agree()
      try both.agree(after: ["DELETE FROM t WHERE k < 1", "INSERT INTO t VALUES (-5)"])
    }
  }

  private static func check(_ count: Int, _ width: Int, _ tail: String, pageSize: Int) throws {
    let table = WrittenTable(schema: schema(tail), rows: rows(count, width))
    try BothWays([table], pageSize: pageSize).agree()
  }
}
