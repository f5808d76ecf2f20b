import Ledger
import Projecting
import SQLite
import TestKit
import Testing

/// A reader may learn which generation is current, and be held up until that is gone.
@Suite("A reader who is slow to open a table")
struct SlowReaderTests {
  @Test func `gets the current generation when two switches removed the one it had in mind`() throws
  {
    let book = try TemporaryBook(after: Trip("wb-sales"))
    let tables = book.ledger.tables
    let p900 = Projectors.all.filter { type(of: $0).alias == "p900" }
    var wanted: [Int] = []
    let rows = try tables.withCurrent("p900") { generation in
      if wanted.isEmpty {
        for _ in 0..<2 { _ = try book.ledger.rebuild(p900) }
      }
      wanted.append(generation)
      return try Connection(tables.file("p900", generation), .read)
        .integer("SELECT count(*) FROM p900_rows") ?? 0
    }
    #expect(rows ?? 0 > 0)
    #expect(wanted.count == 2 && wanted[1] == wanted[0] + 2, "\(wanted)")
  }

  @Test func `is told of a table that cannot be opened though nobody switched`() throws {
    let book = try TemporaryBook(after: Trip("wb-sales"))
    var tries = 0
    #expect(throws: SQLiteError.self) {
      try book.ledger.tables.withCurrent("p900") { generation in
        tries += 1
        _ = try Connection(book.ledger.tables.file("p900", generation + 7), .read)
      }
    }
    #expect(tries == 1)
  }
}
