import Domain
import EventLog
import Hostile
import Ledger
import Platform
import Projecting
import SQLite
package import TestKit

/// Promise 20 over days: imports, rebuilds and questions in turn, round after round, take no more than
/// they took at first, and leave nothing open.
package struct LongRunProof {
  /// What is done wrongly on purpose.
  package enum Fault: Sendable, CaseIterable {
    /// Every question leaves its connection open.
    case keepsConnections

    /// A reader stays in one transaction, so that the write-ahead log cannot begin anew.
    case keepsReading

    /// Rebuilds take all the memory they like.
    case spendsMemory
  }

  /// Tries so many rounds on one book; what grows is lost.
  package static func run(rounds: Int, seed: UInt64, fault: Fault? = nil) throws -> Tally {
    var run = try LongRunProof(seed, fault, rounds < 150 ? .short : .long)
    for round in 0..<rounds { try run.turn(round, of: rounds) }
    return run.tally
  }

  private let book: TemporaryBook
  private let fault: Fault?
  private var random: SeededRandom
  private var tally = Tally()
  private var kept: [Connection] = []

  /// Sales that were made up so far.
  private var sales = 0

  /// What the first rebuild took, in bytes.
  private var firstPeak: Int?

  /// A round brings so many new sales, and tells so many of before again.
  private static let newSales = 400
  private static let oldSales = 100

  /// What may be left in a write-ahead log when nobody has it open: whoever writes next uses it again.
  private static let logMax = 1 << 18

  /// What a rebuild may take.
  private struct Bounds {
    /// Megabytes that it is given for events and rows.
    let given: Int

    /// Sales that fill them: from then on it may not grow.
    let salesMin: Int

    /// Bytes that two runs may differ by, pieces of temporary files among them.
    let slack: Int

    static let short = Bounds(given: 1, salesMin: 0, slack: 10 << 20)
    static let long = Bounds(given: 16, salesMin: 50_000, slack: 16 << 20)
  }

  private let bounds: Bounds

  private init(_ seed: UInt64, _ fault: Fault?, _ bounds: Bounds) throws {
    self.bounds = bounds
    book = try TemporaryBook()
    random = SeededRandom(seed)
    self.fault = fault
    try book.connect("shop", "WB")
  }

  private mutating func turn(_ round: Int, of rounds: Int) throws {
    tally.tried += 1
    try take(round)
    try ask()
    // Ever more seldom: what they take grows with the log.
    if round > 2, round & (round + 1) == 0 || round == rounds - 1 {
      try rebuild(round)
      let findings = try Verification(book.ledger, deep: false, against: nil).findings
      if let first = findings.first {
        tally.lose("round \(round): \(first.place): \(first.problem)")
      }
    }
    look(round)
  }

  private mutating func take(_ round: Int) throws {
    var rows = (sales..<sales + Self.newSales).map { sale($0, round) }
    for _ in 0..<(sales == 0 ? 0 : Self.oldSales) {
      rows.append(sale(Int.random(in: 0..<sales, using: &random), round))
    }
    sales += Self.newSales
    var request = ImportRequest(
      paths: [try book.write(FeedSales().page(rows, isOld: false), to: "page.json")],
      connection: "shop")
    request.fetchedAt = Instant(rawValue: 1_772_611_200_000_000 + Int64(round) * 3_600_000_000)
    _ = try book.ledger.take(request, updates: round % 2 == 0)
  }

  /// A sale whose money may be another in every round.
  private mutating func sale(_ number: Int, _ round: Int) -> FeedRow {
    LongLog.sale(
      number, kopecks: Int64.random(in: 1_000..<1_000_000, using: &random),
      since: 24 + round % 400)
  }

  private mutating func ask() throws {
    var query = Query()
    query.sums = ["payable_amount"]
    query.groups = ["status_norm"]
    _ = try query.answer(book.ledger.projector("p900"), table: "p900", in: book.ledger.tables)
    _ = try Status(book.ledger)
    _ = try book.ledger.history("shop/wb.sales/S\(9_000_000 + sales - 1)")
    let log = try book.ledger.book.openLog()
    if fault == .keepsConnections { kept.append(log.connection) }
    if fault == .keepsReading, kept.isEmpty {
      try log.connection.execute("BEGIN")
      _ = try log.head()
      kept.append(log.connection)
    }
  }

  /// A process of its own: what it held at most is known of it alone.
  private mutating func rebuild(_ round: Int) throws {
    let memory = ["--memory", "\(fault == .spendsMemory ? 4_096 : bounds.given)"]
    let child = try Child(
      [Child.svod, "rebuild", "p900", "p904", "--jobs", "1", "--book", book.path] + memory,
      in: book.folder)
    guard child.code == 0 else {
      tally.lose("round \(round): the rebuild ended with \(child.complaint)")
      return
    }
    if sales < bounds.salesMin { return }
    let first = firstPeak ?? child.peakMemory
    firstPeak = first
    if child.peakMemory > first + bounds.slack {
      tally.lose(
        "round \(round): a rebuild of \(sales) sales held \(child.peakMemory >> 20) MiB, "
          + "the first one \(first >> 20)")
    }
  }

  /// What is open, and what lies beside the files.
  private mutating func look(_ round: Int) {
    do {
      let open = try Files.names(in: "/proc/self/fd").compactMap {
        Files.target(of: "/proc/self/fd/\($0)")
      }
      .filter { $0.hasPrefix(book.path) }
      if !open.isEmpty {
        tally.lose("round \(round): \(open.count) files are open: \(Files.name(open[0])) …")
      }
      for folder in [book.path, book.path + "/read"] {
        for name in try Files.names(in: folder) where name.hasSuffix("-wal") {
          guard case .file(let size) = try Files.kind(folder + "/" + name) else { continue }
          if size > Self.logMax { tally.lose("round \(round): \(name) has \(size >> 10) KiB left") }
        }
      }
      let files = try Files.names(in: book.path + "/read").count
      // A table's link, two generations, and what SQLite puts beside them.
      let most = Projectors.all.count * 7 + 2
      if files > most { tally.lose("round \(round): \(files) files beside the tables") }
    } catch { tally.lose("round \(round): \(error)") }
  }
}
