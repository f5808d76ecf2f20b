import Ledger
import Platform
import Projecting
import TestKit
import Testing

@Suite("How two files of a table differ")
struct TableDifferenceTests {
  private static func file(
    _ alias: String, _ position: Int64, _ book: TemporaryBook
  ) throws -> String {
    let folder = "\(book.folder)/at-\(position)"
    _ = try book.ledger.rebuild([book.ledger.projector(alias)], asOf: position, into: folder)
    return "\(folder)/\(alias).sqlite"
  }

  @Test func `rows that changed, came and went are told by key with their columns`() throws {
    let book = try TwoPages.book(thirdSoldOn: "2026-03-02")
    let p900 = try book.ledger.projector("p900")
    let (old, new) = (try Self.file("p900", 3, book), try Self.file("p900", .max, book))
    let forth = try TableDifference.between(old, new, projector: p900)
    #expect(forth.table == "p900")
    #expect((forth.counts.added, forth.counts.removed, forth.counts.changed) == (1, 0, 1))
    let changed = try #require(forth.rows.first)
    #expect(changed.change == .changed)
    #expect(changed.key == [.text("wb"), .text("WB_Sales"), .text("S1"), .text("S1.0.0")])
    #expect(changed.columns.map(\.name) == ["source_updated_at", "payable_amount"])
    #expect(changed.columns.last?.before == .number("800"))
    #expect(changed.columns.last?.after == .number("790.25"))
    #expect(forth.rows.last?.change == .added)
    #expect(forth.rows.last?.key.contains(.text("S3")) == true)
    let back = try TableDifference.between(new, old, projector: p900)
    #expect((back.counts.added, back.counts.removed, back.counts.changed) == (0, 1, 1))
    #expect(back.rows.last?.change == .removed)
    #expect(try TableDifference.between(new, new, projector: p900).isEmpty)
  }

  @Test func `money is told by cabinet and day, before and after`() throws {
    let book = try TwoPages.book(thirdSoldOn: "2026-03-02")
    let difference = try TableDifference.between(
      Self.file("p904", 3, book), Self.file("p904", .max, book),
      projector: book.ledger.projector("p904"))
    #expect(difference.money.map(\.day) == ["2026-03-01", "2026-03-02"])
    let first = try #require(difference.money.first)
    #expect((first.connection, first.currency) == ("wb", "RUB"))
    #expect((first.rowsBefore, first.rowsAfter) == (1, 1))
    // Commission is what is paid less 900; nothing is known of cost.
    let shown = first.columns.map { "\($0.name) \($0.before) \($0.after)" }
    #expect(
      shown == [
        "commission_out number(\"-100\") number(\"-109.75\")",
        "total number(\"800\") number(\"790.25\")",
      ])
    let second = try #require(difference.money.last)
    #expect((second.rowsBefore, second.rowsAfter) == (1, 2))
    #expect(second.columns.first { $0.name == "total" }?.after == .number("710.5"))
  }

  @Test func `everything is counted however few rows are kept`() throws {
    let book = try TwoPages.book(thirdSoldOn: "2026-03-02")
    let new = try Self.file("p900", .max, book)
    let difference = try TableDifference.between(
      nil, new, projector: book.ledger.projector("p900"), rowsMax: 1)
    #expect(difference.counts.added == 3)
    #expect(difference.rows.count == 1)
    let gone = try TableDifference.between(
      new, nil, projector: book.ledger.projector("p900"), rowsMax: 0)
    #expect(gone.counts.removed == 3)
    #expect(gone.rows == [])
  }
}
