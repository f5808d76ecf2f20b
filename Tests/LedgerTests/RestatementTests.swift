import Domain
import Ledger
import Projecting
import TestKit
import Testing

@Suite("Days that were reported and have other money now")
struct RestatementTests {
  @Test func `a day is told with its sums before and after and the import that changed it`() throws
  {
    let book = try TwoPages.book()
    let restatement = try Restatement(book.ledger, since: 3, Projectors.all)
    #expect((restatement.from, restatement.to) == (3, 5))
    // The third of March had no row then: it is new, not restated.
    #expect(
      restatement.days.map { "\($0.table) \($0.money.day ?? "")" } == [
        "p900 2026-03-01", "p904 2026-03-01",
      ])
    let p904 = try #require(restatement.days.last)
    #expect(
      p904.money.columns.map { "\($0.name) \($0.before) \($0.after)" } == [
        "commission_out number(\"-100\") number(\"-109.75\")",
        "total number(\"800\") number(\"790.25\")",
      ])
    let cause = try #require(p904.causes.first)
    #expect(p904.causes.count == 1)
    #expect((cause.importID, cause.name) == (2, "wb.sales «second.json»"))
    #expect((cause.firstPosition, cause.lastPosition) == (4, 5))
    #expect(cause.columns.map { "\($0.name) \($0.by)" } == ["commission_out -9.75", "total -9.75"])
  }

  @Test func `causes add up to what moved`() throws {
    let book = try TemporaryBook(after: try Trip("wb-sales"))
    let restatement = try Restatement(book.ledger, since: 214, Projectors.all)
    #expect(restatement.days.count > 10)
    #expect(restatement.days.contains { $0.causes.count > 2 })
    for day in restatement.days {
      for column in day.money.columns {
        let moved = try Self.number(column.after) - Self.number(column.before)
        let caused = try day.causes.flatMap(\.columns).filter { $0.name == column.name }
          .reduce(Decimal4.zero) { try $0 + $1.by }
        #expect(caused == moved, "\(day.table) \(day.money.day ?? "") \(column.name)")
      }
    }
  }

  @Test func `nothing is restated since the head`() throws {
    let book = try TwoPages.book()
    #expect(try Restatement(book.ledger, since: 5, Projectors.all).days == [])
  }

  private static func number(_ cell: Answer.Cell) throws -> Decimal4 {
    guard case .number(let digits) = cell else { throw NoNumber() }
    return try #require(Decimal4(digits))
  }

  private struct NoNumber: Error {}
}
