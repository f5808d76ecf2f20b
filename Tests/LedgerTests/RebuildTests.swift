import Domain
import Ledger
import Platform
import Projecting
import SQLite
import TestKit
import Testing

@Suite("A rebuild gives the same tables however it goes about it")
struct RebuildTests {
  /// Ways to build: writer, workers, memory.
  private static let ways: [(WritingWay, Int, Int)] = [
    (.pages, 1, 256 << 20), (.pages, 2, 256 << 20), (.pages, 3, 1), (.statements, 1, 1 << 14),
    (.statements, 2, 256 << 20), (.pages, 1, 1 << 12),
  ]

  @Test(arguments: Trip.all)
  func `writers, workers and memory change nothing`(_ trip: Trip) throws {
    let book = try TemporaryBook(after: trip)
    let wanted = try book.hashes()
    for (way, jobs, memory) in Self.ways {
      var options = Rebuild.Options(jobs: jobs)
      options.way = way
      options.memoryMax = memory
      let built = try book.ledger.rebuild(Projectors.all, options)
      #expect(built.count == Projectors.all.count)
      #expect(try book.hashes() == wanted, "\(way), \(jobs) workers, \(memory) bytes")
      for table in built { #expect(try Self.isSound(table.alias, book), "\(table.alias)") }
      #expect(try Files.names(in: book.ledger.tables.path).allSatisfy { !$0.hasSuffix(".run") })
    }
  }

  @Test func `both writers give files with equal schemas and equal rows`() throws {
    let trip = try #require(Trip.all.first { $0.name == "wb-sales" })
    let book = try TemporaryBook(after: trip)
    for projector in Projectors.all {
      let alias = type(of: projector).alias
      let schema = "SELECT group_concat(type || name || coalesce(sql, '')) FROM sqlite_schema"
      var texts: [String?] = []
      for way in WritingWay.allCases {
        var options = Rebuild.Options(jobs: 1)
        options.way = way
        _ = try book.ledger.rebuild([projector], options)
        texts.append(
          try book.ledger.tables.open(alias)?.text(schema + " WHERE name <> 'sqlite_stat1'"))
      }
      #expect(texts[0] != nil && texts[0] == texts[1], "\(alias)")
    }
  }

  @Test func `an empty log and a log of one event build empty tables`() throws {
    let book = try TemporaryBook()
    #expect(try book.ledger.rebuild(Projectors.all).allSatisfy { $0.meta.rows == 0 })
    try book.connect("wb", "WB")
    let built = try book.ledger.rebuild(Projectors.all)
    #expect(built.allSatisfy { $0.meta.rows == 0 && $0.meta.position == 1 })
  }

  @Test func `a stopped rebuild leaves the tables as they were, and resuming finishes it`() throws {
    let trip = try #require(Trip.all.first { $0.name == "wb-sales" })
    let book = try TemporaryBook(after: trip)
    let wanted = try book.hashes()
    let before = Projectors.all.map { book.ledger.tables.current(type(of: $0).alias) }
    struct Stop: Error {}
    // Everything is finished, nothing is published: what a kill before the switch leaves.
    #expect(throws: Stop.self) {
      _ = try book.ledger.rebuild(Projectors.all, review: { _ in throw Stop() })
    }
    #expect(Projectors.all.map { book.ledger.tables.current(type(of: $0).alias) } == before)
    var options = Rebuild.Options()
    options.resumes = true
    let resumed = try book.ledger.rebuild(Projectors.all, options)
    #expect(resumed.allSatisfy { $0.seconds == 0 })
    #expect(try book.hashes() == wanted)
    // A finished table of another position is none.
    #expect(throws: Stop.self) {
      _ = try book.ledger.rebuild(Projectors.all, review: { _ in throw Stop() })
    }
    try book.connect("late", "OZON")
    let fresh = try book.ledger.rebuild(Projectors.all, options)
    #expect(fresh.allSatisfy { $0.seconds > 0 })
    #expect(try book.hashes() == book.rebuiltHashes())
  }

  @Test func `a review sees what would change, and its refusal keeps the tables`() throws {
    let trip = try #require(Trip.all.first { $0.name == "wb-sales" })
    let book = try TemporaryBook(after: trip)
    var seen: [String: Int64] = [:]
    _ = try book.ledger.rebuild(
      Projectors.all,
      review: { differences in
        for difference in differences { seen[difference.table] = difference.counts.changed }
      })
    #expect(seen.count == Projectors.all.count && seen.values.allSatisfy { $0 == 0 })
  }

  @Test func `a plan says why, how and from how many events`() throws {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    let fresh = try RebuildPlan(book.ledger, Projectors.all, Rebuild.Options())
    #expect(fresh.lines.allSatisfy { $0.way == .pages && $0.wayReason == nil })
    _ = try book.ledger.rebuild(Projectors.all)
    try book.takeSales(
      [SalesAnswer.row("S1", day: "2026-03-01", forPay: "8", changed: "2026-03-01T11:00:00")],
      "sales.json", day: "2026-03-03", updates: false)
    let behind = try RebuildPlan(book.ledger, Projectors.all, Rebuild.Options())
    #expect(behind.lines.map(\.reason) == Projectors.all.map { _ in "1 event behind" })
    var options = Rebuild.Options()
    options.way = .statements
    let slow = try RebuildPlan(book.ledger, Projectors.all, options)
    #expect(slow.lines.allSatisfy { $0.way == .statements && $0.wayReason == "asked for" })
  }

  private static func isSound(_ alias: String, _ book: TemporaryBook) throws -> Bool {
    guard let connection = try book.ledger.tables.open(alias) else { return false }
    return try connection.text("PRAGMA integrity_check") == "ok"
  }
}
