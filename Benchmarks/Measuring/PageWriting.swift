import Domain
import Ledger
import Platform
import Projecting
import SQLite
import SQLiteFile

/// What the file of one wide table costs, page by page and through prepared statements.
///
/// Both take the same rows from memory, in turn; making the rows is not counted.
struct PageWriting {
  private let table: Table
  private let columns: [Shape.Member]
  private var rows: [Row] = []

  private struct Row {
    var slots: [Slot] = []
    var text: [UInt8] = []
  }

  private static let provenance = 3
  private static let rounds = 5

  /// Rows of p903: about half of the amounts are zero and a third of the texts absent.
  init(rows count: Int) throws {
    guard
      let table = Projectors.all.lazy.map({ type(of: $0).tables[0] })
        .first(where: { $0.alias == "p903" })
    else { preconditionFailure("there is no p903") }
    self.table = table
    columns = table.shape.members
    var random = SeededRandom(903)
    rows = (0..<count).map { row(number: $0, &random) }
  }

  private func row(number: Int, _ random: inout SeededRandom) -> Row {
    var row = Row()
    func add(_ text: String) {
      row.slots.append(Slot(row.text.count..<row.text.count + text.utf8.count))
      row.text += text.utf8
    }
    func add(_ value: Int) { row.slots.append(Slot(bits: Int64(value), isPresent: true)) }
    for column in columns {
      switch (column.name, column.type) {
      case ("connection_mp_ref", _): add("wb-main")
      case ("report_id", _): add(4_000_000 + number / 20_000)
      case ("rrd_id", _): add(70_000_000_000 + number * 3)
      case ("nm_id", _): add(150_000_000 + random.below(4_000))
      case ("rr_dt", _): add("2026-0\(1 + random.below(9))-\(10 + random.below(18))")
      case (_, .decimal): add(random.below(2) == 0 ? 0 : random.below(40_000_000))
      case (_, .integer), (_, .flag): add(random.below(3) == 0 ? random.below(1 << 30) : 1)
      case (_, .day): add("2026-03-\(10 + random.below(18))")
      case (_, .instant): add("2026-03-\(10 + random.below(18))T12:34:56Z")
      case _ where random.below(3) == 0: row.slots.append(.absent)
      case _: add("Продажа " + random.hex(random.below(16)))
      }
    }
    add(number)
    add(number + 5)
    add("2026-04-01T00:00:00Z")
    return row
  }

  /// Measures both ways and prints the ratios.
  func report() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-pages")
    defer { try? Files.removeFolder(folder) }
    Report.say("p903: \(rows.count) rows of \(columns.count + Self.provenance) columns")
    for (name, indexes) in [
      ("primary key alone", []), ("and two indexes", table.createIndexes(.none)),
    ] {
      for workers in [1, 2] {
        var ratios: [Double] = []
        for _ in 0..<Self.rounds {
          let pages = try Measure { try writePages(folder + "/pages", indexes, workers) }
          let statements = try Measure { try insert(folder + "/statements", indexes) }
          ratios.append(statements.processor / pages.processor)
          Report.say(
            "\(name), \(workers) workers: pages \(Report.seconds(pages.processor)) s CPU, "
              + "\(Report.seconds(pages.wall)) s wall; statements "
              + "\(Report.seconds(statements.processor)) s CPU, "
              + "\(Report.seconds(statements.wall)) s wall; "
              + "\(Report.seconds(ratios.last ?? 0)) times")
        }
        Report.say("median \(Report.seconds(ratios.sorted()[Self.rounds / 2])) times")
      }
    }
  }

  private func writePages(_ path: String, _ indexes: [String], _ workers: Int) throws {
    let writer = try SQLiteFileWriter(
      at: path, schema: [table.createRows(.none)] + indexes, workers: workers)
    let tree = try writer.tree(of: table.rowsName)
    for row in rows { try row.text.borrowed { (text) throws in try tree.add(row.slots, text) } }
    try writer.finish()
    try Files.remove(path)
  }

  /// As fast as SQLite goes: no journal, no sync until the end, text bound in place, indexes last.
  private func insert(_ path: String, _ indexes: [String]) throws {
    let connection = try Connection(path, .create)
    try connection.execute(
      """
      PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -262144; PRAGMA temp_store = MEMORY;
      BEGIN;
      """)
    try connection.execute(table.createRows(.none))
    let places = (1...columns.count + Self.provenance).map { "?\($0)" }.joined(separator: ", ")
    let insert = try connection.prepare("INSERT INTO \(table.rowsName) VALUES (\(places))")
    let isText =
      columns.map { ![.integer, .decimal, .flag].contains($0.type) } + [false, false, true]
    for row in rows {
      try row.text.borrowed { (text) throws in
        for (index, slot) in row.slots.enumerated() {
          if !slot.isPresent {
            insert.bindNull(index + 1)
          } else if isText[index] {
            let start = Int(slot.bits >> 32)
            insert.bindBorrowed(
              index + 1, text: text[start..<start + Int(slot.bits & 0xFFFF_FFFF)])
          } else {
            insert.bind(index + 1, slot.bits)
          }
        }
        try insert.run()
      }
    }
    for index in indexes { try connection.execute(index) }
    try connection.execute("COMMIT")
    try Files.sync(path)
    try Files.remove(path)
  }
}
