import Domain
import EventLog
import Ledger
import Platform
import Projecting
import SQLite

/// What SQLite and LZ4 alone would take for a rebuild: reading and decompressing the log undecoded, and
/// inserting the same finished rows in key order through prepared statements, indexes after.
struct Floor {
  private let ledger: Ledger
  private let folder: String

  /// Rows that are read into memory at once, unmeasured, before they are inserted, measured.
  private static let portion = 2_000

  init(_ ledger: Ledger, _ folder: String) {
    self.ledger = ledger
    self.folder = folder
  }

  /// One pass over log and tables.
  func measure(_ projectors: [any Projector]) throws -> Measure {
    var sum = Measure(wall: 0, processor: 0)
    let log = try ledger.book.openLog()
    sum += try Measure { try log.forEachBlock(checksHashes: false) { _, _ in } }
    for projector in projectors { sum += try insert(projector) }
    return sum
  }

  private func insert(_ projector: any Projector) throws -> Measure {
    let type = type(of: projector)
    guard let source = try ledger.tables.open(type.alias) else {
      throw LedgerError(.unavailable, "\(type.alias) was not built")
    }
    let path = "\(folder)/floor.sqlite"
    try Files.remove(path)
    defer { try? Files.remove(path) }
    var sum = Measure(wall: 0, processor: 0)
    let file = try StatementFile(projector, at: path)
    if type.grouping.isNamed { sum += try insertMembers(type.tables[0], source, file) }
    for (index, table) in type.tables.enumerated() {
      sum += try insertRows(table, index, type.ownColumns(index), source, file)
    }
    let meta = try TableMeta(source)
    let questions = type.asks ? try AskedQuestions(in: source, type.tables[0]) : AskedQuestions()
    sum += try Measure {
      try file.addQuestions(questions)
      try file.finish(meta)
    }
    return sum
  }

  private func insertMembers(
    _ table: Table, _ source: Connection, _ file: StatementFile
  ) throws -> Measure {
    var sum = Measure(wall: 0, processor: 0)
    let select = try source.prepare(
      "SELECT row_group, position FROM \(table.alias)_members ORDER BY 1, 2")
    var held: [(group: [UInt8], position: Int64)] = []
    func flush() throws {
      sum += try Measure {
        for (group, position) in held {
          try group.borrowed { (group) throws in try file.addMember(group, position) }
        }
      }
      held.removeAll(keepingCapacity: true)
    }
    while try select.step() {
      held.append((select.bytes(0).array, select.integer(1)))
      if held.count == Self.portion { try flush() }
    }
    try flush()
    return sum
  }

  private static func asked(_ row: Statement, _ column: Int) -> AskedSet {
    AskedSet(
      number: Int32(truncatingIfNeeded: row.integer(column)),
      day: row.isNull(column + 1) ? nil : Int32(truncatingIfNeeded: row.integer(column + 1)))
  }

  private func insertRows(
    _ table: Table, _ index: Int, _ own: OwnColumns, _ source: Connection, _ file: StatementFile
  ) throws -> Measure {
    var sum = Measure(wall: 0, processor: 0)
    let columns =
      table.shape.members.map(Table.stored) + Table.provenance + own.names
    let keys = table.keyMembers.map(Table.stored).joined(separator: ", ")
    let select = try source.prepare(
      "SELECT \(columns.joined(separator: ", ")) FROM \(table.rowsName) ORDER BY \(keys)")
    let held = (0..<Self.portion).map { _ in RowCells(table, own) }
    var count = 0
    let members = table.shape.members.count
    func flush() throws {
      sum += try Measure { for row in held[..<count] { try file.add(row, table: index) } }
      count = 0
    }
    while try select.step() {
      held[count].take(select)
      guard let loadedAt = Instant(iso: select.bytes(members + 2), in: .utc) else { continue }
      held[count].appendTrace(
        first: select.integer(members), last: select.integer(members + 1), loadedAt: loadedAt,
        group: own.group ? select.bytes(members + 3) : .none,
        asked: own.asked ? Self.asked(select, members + 3 + (own.group ? 1 : 0)) : .nothing)
      count += 1
      if count == Self.portion { try flush() }
    }
    try flush()
    return sum
  }
}
