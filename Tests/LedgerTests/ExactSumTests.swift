import SQLite
import TestKit
import Testing

@Suite("SQL's sums of decimals are exact")
struct ExactSumTests {
  /// The first column of every row.
  private static func ask(_ sql: String) throws -> [Value] {
    let connection = try Connection(":memory:", .create)
    try connection.sumExactly()
    let statement = try connection.prepare(sql)
    var values: [Value] = []
    while try statement.step() { values.append(statement.value(0)) }
    return values
  }

  @Test func `decimals add up to the decimal`() throws {
    let rows = "FROM (SELECT column1 AS x FROM (VALUES (0.1), (0.2), (0.3), (-0.6)))"
    #expect(try Self.ask("SELECT sum(x) \(rows)") == [.real(0)])
    #expect(try Self.ask("SELECT sum(x) = 0 \(rows)") == [.integer(1)])
    #expect(try Self.ask("SELECT total(x) \(rows)") == [.real(0)])
    #expect(try Self.ask("SELECT avg(x) \(rows) WHERE x > 0") == [.real(0.2)])
    #expect(try Self.ask("SELECT sum(DISTINCT x) \(rows)") == [.real(0)])
    #expect(try Self.ask("SELECT sum(x) FILTER (WHERE x < 0.25) \(rows)") == [.real(-0.3)])
    // A sum of two columns has last bits of its own.
    #expect(try Self.ask("SELECT sum(x + 0.2) \(rows)") == [.real(0.8)])
  }

  @Test func `windows move on exactly`() throws {
    let moving = """
      SELECT sum(column1) OVER (ORDER BY column2 ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
      FROM (VALUES (0.1, 1), (0.2, 2), (0.7, 3), (NULL, 4), (NULL, 5), (0.0001, 6))
      """
    #expect(
      try Self.ask(moving) == [
        .real(0.1), .real(0.3), .real(0.9), .real(0.7), .null, .real(0.0001),
      ])
  }

  @Test func `integers stay integers, and overflow is told`() throws {
    #expect(try Self.ask("SELECT sum(column1) FROM (VALUES (1), (2), (NULL))") == [.integer(3)])
    #expect(try Self.ask("SELECT avg(column1) FROM (VALUES (1), (2))") == [.real(1.5)])
    #expect(try Self.ask("SELECT total(column1) FROM (VALUES (1), (2))") == [.real(3)])
    #expect(
      try Self.ask("SELECT sum(column1) FROM (VALUES (9223372036854775807), (-1), (1))")
        == [.integer(.max)])
    #expect(throws: SQLiteError.self) {
      _ = try Self.ask("SELECT sum(column1) FROM (VALUES (9223372036854775807), (1))")
    }
  }

  @Test func `nothing sums to nothing, and what is no number to 0`() throws {
    #expect(try Self.ask("SELECT sum(1.5) WHERE 0") == [.null])
    #expect(try Self.ask("SELECT avg(1.5) WHERE 0") == [.null])
    #expect(try Self.ask("SELECT total(1.5) WHERE 0") == [.real(0)])
    #expect(try Self.ask("SELECT sum('lamp')") == [.real(0)])
    #expect(
      try Self.ask("SELECT sum(column1) FROM (VALUES ('12'), (0.1), ('0.2'))") == [.real(12.3)])
  }

  @Test func `what is no decimal is added as SQLite adds it`() throws {
    #expect(
      try Self.ask("SELECT sum(column1) FROM (VALUES (1e-9), (2e-9))") == [.real(1e-9 + 2e-9)])
    #expect(try Self.ask("SELECT sum(column1) FROM (VALUES (1e300), (1.5))") == [.real(1e300)])
    #expect(try Self.ask("SELECT sum(1.0 / 3.0)") == [.real(1.0 / 3.0)])
    let inverse = """
      SELECT sum(column1) OVER (ORDER BY column2 ROWS CURRENT ROW)
      FROM (VALUES (1e300, 1), (0.1, 2))
      """
    #expect(try Self.ask(inverse) == [.real(1e300), .real(0.1)])
  }

  @Test func `random decimals sum to what Int64 says`() throws {
    var random = SeededRandom(26)
    let connection = try Connection(":memory:", .create)
    try connection.sumExactly()
    try connection.execute("CREATE TABLE t (x REAL)")
    let insert = try connection.prepare("INSERT INTO t VALUES (?1 / 10000.0)")
    var expected: Int64 = 0
    try connection.transaction {
      for _ in 0..<Nightly.count(20_000, nightly: 1_000_000) {
        let number = Int64.random(in: -9_999_999_999...9_999_999_999, using: &random)
        expected += number
        insert.bind(1, number)
        try insert.run()
      }
    }
    let select = try connection.prepare("SELECT sum(x), sum(x) = ?1 / 10000.0 FROM t")
    select.bind(1, expected)
    #expect(try select.step())
    #expect(select.value(0) == .real(Double(expected) / 10_000))
    #expect(select.integer(1) == 1)
  }
}
