import Domain
import EventLog
import Hostile
import Ledger
import SQLite
import TestKit
import Testing
import Trust

@Suite("Clocks that are set back and forward")
struct ClockTests {
  /// Brings four pages while the clock says this, in seconds since 1970.
  private static func state(_ clocks: [Int]) throws -> (tables: [String], times: [Int64]) {
    let bench = try StagedFolder(.connected)
    for (page, clock) in zip(1...4, clocks) {
      var shim = Shim(folder: bench.folder)
      shim.clock = clock
      let (child, _) = try shim.run(
        [
          "import", PackageFolder.path + "/fixtures/wb-sales/1-sales-page-\(page).json",
          "--connection", "wb-main", "--fetched-at", "2026-03-1\(page)T05:00:00Z", "--book", "book",
        ], in: bench.folder)
      #expect(child.code == 0, "\(child.complaint)")
    }
    #expect(try BookState.findings(in: bench.folder) == [])
    let ledger = try Ledger(Book(bench.folder + "/book"))
    var times: [Int64] = []
    try ledger.book.openLog().forEachHeader { times.append($0.recordedAt.rawValue) }
    return (try Status(ledger).tables.map { "\($0.alias) \($0.rows) \($0.hash)" }, times)
  }

  @Test func `the log's time never goes back, and no table depends on it`() throws {
    let steady = try Self.state([1, 2, 3, 4].map { 1_780_000_000 + $0 })
    let wild = try Self.state([1_790_000_000, 1_500_000_000, 2_100_000_000, 86_400])
    #expect(wild.tables == steady.tables)
    #expect(wild.times == wild.times.sorted())
    #expect(wild.times.last.map { $0 / 1_000_000 } == 2_100_000_000, "\(wild.times)")
  }

  @Test func `a log whose time went back is seen`() throws {
    let bench = try StagedFolder(.imported)
    let log = try Connection(bench.folder + "/book/log.sqlite", .write)
    try log.execute(
      """
      DROP TRIGGER blocks_forbid_update;
      UPDATE blocks SET recorded_at = recorded_at - 86400000000
      WHERE first_position = (SELECT max(first_position) FROM blocks)
      """)
    let findings = try BookState.findings(in: bench.folder)
    #expect(findings.contains { $0.contains("recordedAt goes back") })
    var times: [Int64] = []
    try Ledger(Book(bench.folder + "/book")).book.openLog().forEachHeader {
      times.append($0.recordedAt.rawValue)
    }
    #expect(times != times.sorted())
  }

  @Test func `a page less is seen`() throws {
    let all = try Self.state([1, 2, 3, 4].map { 1_780_000_000 + $0 })
    let fewer = try Self.state([1, 2, 3].map { 1_780_000_000 + $0 })
    #expect(all.tables != fewer.tables)
  }
}
