import Domain
import EventLog
import Ledger
import Platform
import SQLite

/// How long an import of finance rows takes, parsing and archive included, against plain INSERTs of the
/// bodies of the same events by the thousand a commit, both durable, in turn.
struct AppendRatio {
  let rows: Int
  private static let pairs = 5
  private static let commitRows = 1_000

  /// Runs all pairs and prints a line for each and the ratios.
  func report() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-append")
    defer { try? Files.removeFolder(folder) }
    var finance = FinanceRows(Products(20_000), seed: 3)
    let payload = folder + "/finance.json"
    try Files.replace(payload, with: finance.page(0, rows: rows))
    var walls: [Double] = []
    var processors: [Double] = []
    for pair in 1...Self.pairs {
      let ledger = try Ledger(Book.make(at: "\(folder)/book\(pair)"))
      _ = try ledger.connect(.init(name: "wb-main", marketplace: "WB"))
      let request = ImportRequest(paths: [payload], connection: "wb-main")
      let imported = try Measure { _ = try ledger.take(request, updates: false) }
      let bodies = try Self.bodies(ledger)
      let inserted = try Measure { try Self.insert(bodies, into: "\(folder)/plain\(pair).sqlite") }
      Report.line("import of \(rows) rows", imported, events: Int64(bodies.count))
      Report.line("plain INSERT of the same bodies", inserted, events: Int64(bodies.count))
      walls.append(inserted.wall / imported.wall)
      processors.append(inserted.processor / imported.processor)
    }
    Report.ratio("import ÷ plain INSERT of its events, events/s", Ratio(walls), goal: "≥ 0.4")
    Report.ratio("the same by CPU", Ratio(processors), goal: "")
  }

  private static func bodies(_ ledger: Ledger) throws -> [[UInt8]] {
    var bodies: [[UInt8]] = []
    try ledger.book.openLog().forEachEvent(of: [WBFinanceRow.kind]) { bodies.append($0.body.array) }
    return bodies
  }

  private static func insert(_ bodies: [[UInt8]], into path: String) throws {
    let connection = try Connection(path, .create)
    try connection.execute(
      """
      PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      CREATE TABLE events (position INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
      """)
    let insert = try connection.prepare("INSERT INTO events (body) VALUES (?1)")
    for start in stride(from: 0, to: bodies.count, by: commitRows) {
      try connection.transaction {
        for body in bodies[start..<min(start + commitRows, bodies.count)] {
          try body.borrowed { (bytes) throws in
            insert.bindBorrowed(1, blob: bytes)
            try insert.run()
          }
        }
      }
    }
  }
}
