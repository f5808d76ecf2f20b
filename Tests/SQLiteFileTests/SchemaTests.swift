import Platform
import SQLite
import SQLiteFile
import Testing

@Suite("Schemas are what SQLite makes of their statements")
struct SchemaTests {
  /// Tables of which every other one has a row, each with an index and a view.
  private static func many(_ count: Int) -> (tables: [WrittenTable], views: [String]) {
    let tables = (0..<count).map { number in
      WrittenTable(
        name: "table_\(number)",
        schema: [
          "CREATE TABLE table_\(number) (key TEXT PRIMARY KEY NOT NULL, value INT) STRICT",
          "CREATE INDEX index_\(number) ON table_\(number) (value)",
        ], rows: number % 2 == 0 ? [] : [[.text("one"), .integer(Int64(number))]])
    }
    let views = (0..<count).map {
      "CREATE VIEW view_\($0) AS SELECT key, value / 10000.0 AS value FROM table_\($0)"
    }
    return (tables, views)
  }

  @Test(arguments: [1, 2, 3, 9, 40, 120], [512, 1024, 8192])
  func `on one page, on several, on several levels`(_ count: Int, _ pageSize: Int) throws {
    let (tables, views) = Self.many(count)
    let both = try BothWays(tables, views: views, pageSize: pageSize)
    try both.agree()
    let ours = try Connection(both.pages, .read)
    let value = try ours.integer("SELECT count(*) FROM view_\(count - 1)")
    #expect(value == (count % 2 == 0 ? 1 : 0))
  }

  @Test func `every size of a schema around the size of the first page`() throws {
    for length in 0..<420 {
      let view = "CREATE VIEW v AS SELECT '" + String(repeating: "s", count: length) + "' AS text"
      let both = try BothWays(
        [WrittenTable(schema: ["CREATE TABLE t (k TEXT NOT NULL PRIMARY KEY) STRICT"], rows: [])],
        views: [view], pageSize: 512)
      try both.agree()
    }
  }

  @Test func `a table without a key keeps its rows in the order they come`() throws {
    let rows = [3, 1, 2, 1].map { [Value.integer($0), .text("row \($0)")] }
    let schema = ["CREATE TABLE t (a INT, b TEXT) STRICT"]
    try BothWays([WrittenTable(schema: schema, rows: rows)]).agree()
    let index = ["CREATE INDEX by_a ON t (a)"]
    try BothWays([WrittenTable(schema: schema + index, rows: rows)]).agree()
  }

  private static func sparse(_ number: Int) -> [Value] {
    let unique: Value = number % 3 == 0 ? .null : .integer(Int64(-number))
    let few: Value = number % 2 == 0 ? .null : .blob([0, UInt8(number % 7), 0])
    return [.text("key \(1000 + number)"), unique, few]
  }

  @Test(arguments: ["", ", WITHOUT ROWID"])
  func `several indexes and a unique one`(_ tail: String) throws {
    let schema = [
      "CREATE TABLE t (a TEXT NOT NULL, b INT UNIQUE, c BLOB, PRIMARY KEY (a)) STRICT\(tail)",
      "CREATE UNIQUE INDEX u ON t (c, a)", "CREATE INDEX i ON t (c)",
    ]
    let rows = (0..<200).map(Self.sparse)
    let both = try BothWays([WrittenTable(schema: schema, rows: rows)], pageSize: 1024)
    try both.agree()
    try both.agree(after: ["INSERT INTO t VALUES ('key', 5000, x'00')", "REINDEX", "VACUUM"])
  }

  private static func selective(_ number: Int) -> [Value] {
    [.text("same"), .integer(Int64(number)), .integer(Int64(number * 3 % 1999))]
  }

  @Test func `plans use the indexes at once`() throws {
    let table = WrittenTable(
      schema: [
        "CREATE TABLE t (a TEXT NOT NULL, b INT NOT NULL, c INT, PRIMARY KEY (a, b)) STRICT",
        "CREATE INDEX few ON t (a)", "CREATE INDEX many ON t (c)",
      ],
      rows: (0..<2_000).map(Self.selective))
    let both = try BothWays([table])
    let ours = try Connection(both.pages, .read)
    let plan = try Agreement.rows(
      "EXPLAIN QUERY PLAN SELECT * FROM t WHERE a = 'same' AND c = 5", ours)
    guard case .text(let step) = plan.first?.last else {
      Issue.record("there is no plan")
      return
    }
    #expect(step.contains("many"))
    #expect(
      try Agreement.statistics(ours) == [
        [.text("t"), .text("few"), .text("2000 2000")],
        [.text("t"), .text("many"), .text("2000 1")],
        [.text("t"), .text("sqlite_autoindex_t_1"), .text("2000 2000 1")],
      ])
  }
}
