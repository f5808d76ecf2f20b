import EventLog
import Ledger
import Projecting
import TestKit
import Testing

@Suite("A weekly settlement report takes the place of its days' reports")
struct SupersededTests {
  private static func book() throws -> TemporaryBook {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    return book
  }

  /// What each line of the daily reports says.
  private static func superseded(_ book: TemporaryBook) throws -> [String] {
    try book.finance("report_id", "superseded_by").filter { $0.hasPrefix("7") }
  }

  @Test func `a day's lines name the complete week that holds their day`() throws {
    let book = try Self.book()
    try book.takeFinance(
      FinanceAnswer.daily(701, "2026-03-02") + FinanceAnswer.daily(702, "2026-03-09"), "days.json",
      day: "2026-03-10", period: "daily")
    #expect(try Self.superseded(book) == ["701 -", "701 -", "702 -", "702 -"])
    let report = try book.takeFinance(
      FinanceAnswer.weekly(901), "week.json", day: "2026-03-11", period: "weekly",
      isComplete: true)
    #expect(try Self.superseded(book) == ["701 901", "701 901", "702 -", "702 -"])
    #expect(
      report.remarks == [
        "the weekly report 901 tells 2 rows of 1 daily report again: sums by date take rows where "
          + "superseded_by is absent"
      ])
    let late = try book.takeFinance(
      FinanceAnswer.daily(703, "2026-03-08", lines: 1), "late.json", day: "2026-03-12",
      period: "daily")
    #expect(
      late.remarks == [
        "the weekly report 901 tells 1 row of the daily report 703 again: sums by date take rows "
          + "where superseded_by is absent"
      ])
    #expect(try book.finance("report_id", "superseded_by").filter { $0 == "901 -" }.count == 14)
  }

  @Test func `a week that is not complete, of no period or of another type takes no place`() throws
  {
    let book = try Self.book()
    try book.takeFinance(
      FinanceAnswer.daily(701, "2026-03-04"), "day.json", day: "2026-03-05", period: "daily")
    try book.takeFinance(
      FinanceAnswer.weekly(901), "part.json", day: "2026-03-10", period: "weekly")
    try book.takeFinance(
      FinanceAnswer.weekly(902), "unsaid.json", day: "2026-03-10", isComplete: true)
    try book.takeFinance(
      FinanceAnswer.weekly(903, type: 2), "other.json", day: "2026-03-10", period: "weekly",
      isComplete: true)
    #expect(try Self.superseded(book) == ["701 -", "701 -"])
    // Of several, the smallest; a type is compared where both say one.
    for report in [Int64(906), 905] {
      try book.takeFinance(
        FinanceAnswer.weekly(report, type: report == 905 ? nil : 1), "\(report).json",
        day: "2026-03-11", period: "weekly", isComplete: true)
    }
    #expect(try Self.superseded(book) == ["701 905", "701 905"])
    try TripExpectations.expectRebuilt(book)
  }

  @Test func `a report that was called weekly by mistake gives the places back`() throws {
    let book = try Self.book()
    try book.takeFinance(
      FinanceAnswer.daily(701, "2026-03-04"), "day.json", day: "2026-03-05", period: "daily")
    try book.takeFinance(
      FinanceAnswer.weekly(901), "week.json", day: "2026-03-10", period: "weekly",
      isComplete: true)
    #expect(try Self.superseded(book) == ["701 901", "701 901"])
    try book.takeFinance(
      FinanceAnswer.weekly(901), "week.json", day: "2026-03-11", period: "daily", isComplete: true)
    #expect(try Self.superseded(book) == ["701 -", "701 -"])
    try TripExpectations.expectRebuilt(book)
  }

  private static let seeds = Array(0..<UInt64(Nightly.count(12, nightly: 200)))

  /// Days before weeks and after them, weeks that become complete late, and imports taken back.
  @Test(arguments: seeds)
  func `whatever comes first, the table is what a rebuild makes`(_ seed: UInt64) throws {
    var random = SeededRandom(seed ^ 0x3E5)
    let book = try Self.book()
    var steps: [(name: String, take: () throws -> Void)] = []
    for place in 0..<7 {
      let day = "2026-03-0\(place + 2)"
      steps.append(
        (
          day,
          {
            try book.takeFinance(
              FinanceAnswer.daily(701 + Int64(place), day, type: place == 3 ? 2 : 1),
              "\(day).json", day: "2026-03-09", period: "daily", isComplete: place % 2 == 0)
          }
        ))
    }
    for (name, type, isComplete) in [
      ("a", 1, false), ("a", 1, true), ("b", 2, true), ("c", 1, true),
    ] {
      let report: Int64 = name == "a" ? 901 : name == "b" ? 902 : 900
      steps.append(
        (
          "\(name) \(isComplete)",
          {
            try book.takeFinance(
              FinanceAnswer.weekly(report, type: type), "week-\(name).json",
              day: isComplete ? "2026-03-11" : "2026-03-10", period: "weekly",
              isComplete: isComplete)
          }
        ))
    }
    steps.shuffle(using: &random)
    for step in steps {
      try step.take()
      if random.once(in: 4) {
        let log = try book.ledger.book.openLog()
        let gone = try log.takenBack().imports
        let left = try log.imports().map(\.id).filter { gone[$0] == nil }
        if let id = left.randomElement(using: &random) {
          _ = try book.ledger.revoke(
            Revocation([id], reason: "a trial", author: "test"), isDryRun: false)
        }
      }
      try TripExpectations.expectRebuilt(book, "seed \(seed), \(step.name)")
    }
  }

  @Test func `the story of a line tells the week that took its place`() throws {
    let book = try Self.book()
    try book.takeFinance(
      FinanceAnswer.daily(701, "2026-03-04"), "day.json", day: "2026-03-05", period: "daily")
    try book.takeFinance(
      FinanceAnswer.weekly(901), "week.json", day: "2026-03-10", period: "weekly",
      isComplete: true)
    let why = try Explanation(
      book.ledger, try book.ledger.projector("p903"), table: "p903", key: ["wb", "701", "1"],
      column: "superseded_by")
    let step = try #require(why.steps.last)
    #expect(
      step.said
        == "complete weekly report 901, 2026-03-02 to 2026-03-08, fetched at 2026-03-10T12:00:00Z")
    #expect(step.changes.map(\.after) == [.number("901")])
  }
}

/// What holds after every step.
enum TripExpectations {
  static func expectRebuilt(
    _ book: TemporaryBook, _ place: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let updated = try book.hashes()
    let rebuilt = try book.rebuiltHashes()
    for table in rebuilt.keys.sorted() {
      #expect(updated[table] == rebuilt[table], "\(table) \(place)", sourceLocation: sourceLocation)
    }
  }
}
