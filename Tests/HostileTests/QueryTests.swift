import Domain
import Foundation
import Hostile
import Ledger
import Platform
import Projecting
import SQLite
import TestKit
import Testing

@Suite("A question neither writes nor runs away")
struct QueryTests {
  private static let trips = ["wb-sales", "ym-netting", "ozon-finance", "wb-tariffs-prices"]

  /// Read tables with rows in all of them, made once.
  nonisolated(unsafe) private static let books: [TemporaryBook] = trips.compactMap { name in
    try? TemporaryBook(after: Trip(name))
  }

  @Test func `generated filters give what the model gives, and no file changes`() throws {
    #expect(Self.books.count == Self.trips.count)
    var random = SeededRandom(14)
    var rows = 0
    for book in Self.books {
      let before = BookFiles(book.path)
      var trial = try QueryTrial(book.ledger.tables)
      let count = Nightly.count(600, nightly: 250_000)
      trial.run(count, &random)
      #expect(trial.faults == [])
      #expect(trial.answered + trial.refused == count)
      #expect(trial.answered > count / 2 && trial.refused > 0)
      rows += trial.rows
      #expect(BookFiles(book.path) == before)
    }
    #expect(rows > 1_000)
  }

  @Test func `generated statements are answered or refused, and no file changes`() throws {
    let book = try #require(Self.books.first)
    let before = BookFiles(book.path)
    var random = SeededRandom(15)
    var trial = StatementTrial(book.ledger.tables, secondsMax: 0.05)
    let count = Nightly.count(1_500, nightly: 1_000_000)
    trial.run(count, &random)
    #expect(trial.faults == [])
    #expect(trial.answered > 0 && trial.refused > count / 4 && trial.stopped > 0)
    #expect(trial.answered + trial.refused + trial.stopped == count)
    #expect(BookFiles(book.path) == before)
  }

  @Test func `without the authorizer and read-only files, writing would be seen`() throws {
    let book = try TemporaryBook(after: Trip("wb-sales"))
    let before = BookFiles(book.path)
    let folder = book.ledger.tables
    var open = StatementTrial { statement in
      guard let connection = try folder.open("p900", .write) else { return }
      do { try connection.execute(statement) } catch is SQLiteError {
        throw LedgerError(.usage, "refused")
      }
    }
    open.run("DELETE FROM p900_rows WHERE rowid < 5")
    #expect(open.answered == 1)
    #expect(BookFiles(book.path) != before)
  }

  @Test func `without a limit of time, running on would be seen`() throws {
    let desk = try HostileDesk()
    let child = try desk.run(["sql", Self.endless, "--timeout", "600"], secondsMax: 3)
    #expect(child.code == nil)
  }

  @Test func `without the limit of memory, taking all would be seen`() throws {
    let connection = try Connection(":memory:", .create)
    let select = try connection.prepare("SELECT length(hex(zeroblob(20000000)))")
    #expect(try select.step())
    #expect(select.integer(0) == 40_000_000)
    connection.allowReadingOnly()
    #expect(throws: SQLiteError.self) {
      try connection.integer("SELECT length(hex(zeroblob(20000000)))")
    }
  }

  private static let endless =
    "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"

  private static let counting =
    "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"

  /// Statements that want more than there is, and what they are told.
  private static let greedy: [(statement: String, saying: String)] = [
    (endless, "stopped after 1 seconds"),
    ("\(counting) SELECT x FROM c ORDER BY -x", "stopped after 1 seconds"),
    ("\(counting) SELECT group_concat(x) FROM c", ""),
    ("\(counting) SELECT x, hex(zeroblob(500000)) FROM c", ""),
    ("\(counting) SELECT count(DISTINCT hex(randomblob(100000))) FROM c", ""),
    ("\(counting) SELECT * FROM c", ""),
    ("\(counting) SELECT json_group_array(hex(zeroblob(100000))) FROM c", ""),
    (
      "SELECT " + Array(repeating: "zeroblob(16000000)", count: 500).joined(separator: ", "),
      "more than 256 MiB of memory"
    ),
    (
      "SELECT instr(replace(hex(zeroblob(4000000)), '0', 'a'), "
        + "replace(hex(zeroblob(2000000)), '0', 'a') || 'b')", "stopped after 1 seconds"
    ),
    (
      "WITH c0 AS (SELECT 1)"
        + (1...20).map { ", c\($0) AS (SELECT 1 FROM c\($0 - 1) a, c\($0 - 1) b)" }.joined()
        + " SELECT count(*) FROM c20", ""
    ),
    ("SELECT \(String(repeating: "(", count: 5_000))1", ""),
    ("SELECT " + Array(repeating: "1", count: 1_500).joined(separator: ", "), "too many columns"),
    ("SELECT 1\(String(repeating: " UNION ALL SELECT 1", count: 200))", ""),
    ("SELECT 1 WHERE 'a' LIKE '\(String(repeating: "%a", count: 2_000))'", "too complex"),
  ]

  @Test(arguments: greedy.indices)
  func `a statement that wants too much is stopped in time and in memory`(_ index: Int) throws {
    let (statement, saying) = Self.greedy[index]
    let desk = try HostileDesk()
    _ = try desk.run(["rebuild"])
    let before = desk.files
    let child = try desk.run(["sql", statement, "--timeout", "1"])
    #expect(Bomb.faults(child, saying: saying, codes: [64, 65]) == [], "\(statement.prefix(200))")
    #expect(child.text == "")
    #expect(desk.files == before)
  }

  @Test func `a question to a table stops at its limit too`() throws {
    let book = try #require(Self.books.first)
    var query = Query()
    query.secondsMax = -1
    let projector = try #require(Projectors.all.first { type(of: $0).alias == "p900" })
    #expect(
      throws: LedgerError(.data, "the question was stopped after -1 seconds")
    ) { try query.answer(projector, table: "p900", in: book.ledger.tables) }
  }

  @Test func `nor does it hold more rows than its limits allow`() throws {
    let book = try #require(Self.books.first)
    let projector = try #require(Projectors.all.first { type(of: $0).alias == "p900" })
    var query = Query()
    let count = try query.answer(projector, table: "p900", in: book.ledger.tables).rows.count
    query.rowsMax = count
    _ = try query.answer(projector, table: "p900", in: book.ledger.tables)
    let advice = "narrow the question or limit it; svod export writes whole tables"
    query.rowsMax = count - 1
    #expect(throws: LedgerError(.data, "more than \(count - 1) rows: \(advice)")) {
      try query.answer(projector, table: "p900", in: book.ledger.tables)
    }
    query.bytesMax = 1000
    #expect(throws: LedgerError(.data, "an answer of more than 0 MiB: \(advice)")) {
      try query.answer(projector, table: "p900", in: book.ledger.tables)
    }
  }
}
