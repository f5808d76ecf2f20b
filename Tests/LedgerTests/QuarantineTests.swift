import Domain
import EventLog
import Ledger
import Platform
import Projecting
import SQLite
import TestKit
import Testing

@Suite("An event that cannot be folded")
struct QuarantineTests {
  /// A sale whose share of the marketplace is larger than any number here, between two that are sound.
  private static func book() throws -> TemporaryBook {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    let rows = ["S1", "S2", "S3"].map { id in
      let row = SalesAnswer.row(
        id, day: "2026-03-01", forPay: "8", changed: "2026-03-01T11:00:00")
      if id != "S2" { return row }
      return row.replacing(
        #""finishedPrice":900,"priceWithDisc":900"#,
        with: #""finishedPrice":-922337203685477.5,"priceWithDisc":922337203685477.5"#)
    }
    let report = try book.takeSales(rows, "sales.json", day: "2026-03-02", updates: false)
    #expect(report.events == 3)
    return book
  }

  @Test func `stops the build with position, stream, type, table and bytes`() throws {
    let book = try Self.book()
    let p900 = try book.ledger.projector("p900")
    do {
      _ = try book.ledger.rebuild([p900])
      Issue.record("it was built")
    } catch let error as LedgerError {
      #expect(error.code == .data)
      for word in [
        "p900", "event 3", "wb/wb.sales/S2", "wb.sales.row@1", "bytes", "payload",
      ] {
        #expect(error.message.contains(word), "\(word): \(error.message)")
      }
    }
    #expect(book.ledger.tables.current("p900") == nil)
  }

  @Test func `is set aside where that is asked for, and the others make their rows`() throws {
    let book = try Self.book()
    let p900 = try book.ledger.projector("p900")
    var options = Rebuild.Options()
    options.quarantining = ["p900"]
    let built = try book.ledger.rebuild([p900], options)
    #expect(built.map(\.quarantined) == [1])
    #expect(built.map(\.meta.rows) == [2])
    let file = try #require(try book.ledger.tables.open("p900"))
    #expect(try file.integer("SELECT position FROM quarantine") == 3)
    #expect(try file.text("SELECT stream FROM quarantine") == "wb/wb.sales/S2")
    // An update of the table passes it over as well.
    try book.takeSales(
      [SalesAnswer.row("S4", day: "2026-03-01", forPay: "8", changed: "2026-03-01T11:00:00")],
      "more.json", day: "2026-03-03", updates: false)
    _ = try book.ledger.update([p900])
    let later = try #require(try book.ledger.tables.open("p900"))
    #expect(try later.integer("SELECT count(*) FROM p900_rows") == 3)
    #expect(try later.integer("SELECT count(*) FROM quarantine") == 1)
  }
}
