import Domain
import Projecting
import SQLite

/// Replaces the rows of one group after another by those that are handed in, and counts what differs.
final class GroupChanges: RowSink {
  private let tables: [Table]
  private let grouping: Grouping
  private let selects: [Statement]
  private let deletes: [Statement]
  private let inserts: [Statement]
  private let selectMembers: Statement?
  private let insertMember: Statement?
  private let deleteMember: Statement?
  private let cells: [RowCells]
  private let asks: Bool
  private let recorder: LookupRecorder?
  private let blanks: BlankRows
  private var name: [UInt8] = []
  private var before: [[UInt8]: Row] = [:]
  private let key = ByteBuffer()
  private(set) var delta = TableUpdate.Delta()

  /// Whether a row came to other events while its values stayed.
  private(set) var retraced = false

  /// A row as it stood before.
  private struct Row {
    let table: Int
    let group: [UInt8]
    let image: [UInt8]
    let trace: [UInt8]
    let asked: AskedSet
  }

  init(
    _ projector: any Projector, _ connection: Connection, _ recorder: LookupRecorder?
  ) throws {
    let type = type(of: projector)
    asks = type.asks
    self.recorder = recorder
    tables = type.tables
    grouping = type.grouping
    let named = type.grouping.isNamed
    selects = try tables.enumerated().map { index, table in
      let own = type.ownColumns(index).asked ? ["asked", "asked_day"] : []
      let columns = (table.shape.members.map(Table.stored) + Table.provenance + own).joined(
        separator: ", ")
      return try connection.prepare(
        "SELECT \(columns) FROM \(table.rowsName) WHERE \(Self.condition(table, type.grouping))")
    }
    deletes = try tables.map { table in
      let keys = table.keyMembers.enumerated().map { "\(Table.stored($1)) = ?\($0 + 1)" }
      return try connection.prepare(
        "DELETE FROM \(table.rowsName) WHERE \(keys.joined(separator: " AND "))")
    }
    inserts = try tables.indices.map {
      try connection.prepare(StatementFile.insert(into: type.tables[$0], type.ownColumns($0)))
    }
    blanks = BlankRows(tables)
    cells = tables.indices.map { RowCells(type.tables[$0], type.ownColumns($0)) }
    let members = TableSchemas.members(tables[0])
    selectMembers =
      named ? try connection.prepare("SELECT position FROM \(members) WHERE row_group = ?1") : nil
    insertMember =
      named
      ? try connection.prepare("INSERT INTO \(members) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
      : nil
    deleteMember =
      named
      ? try connection.prepare("DELETE FROM \(members) WHERE row_group = ?1 AND position = ?2")
      : nil
  }

  private static func condition(_ table: Table, _ grouping: Grouping) -> String {
    switch grouping {
    case .named: "row_group = ?1"
    case .document(let columns):
      table.keyMembers.prefix(columns).enumerated()
        .map { "\(Table.stored($1)) = ?\($0 + 1)" }.joined(separator: " AND ")
    }
  }

  /// Positions of the events of a group that came before.
  func members(_ name: [UInt8]) throws -> [Int64] {
    guard let selectMembers else { return [] }
    selectMembers.reset()
    selectMembers.bind(1, blob: name)
    var positions: [Int64] = []
    while try selectMembers.step() { positions.append(selectMembers.integer(0)) }
    return positions
  }

  func add(members positions: [Int64], to name: [UInt8]) throws {
    guard let insertMember else { return }
    for position in positions {
      insertMember.bind(1, blob: name)
      insertMember.bind(2, position)
      try insertMember.run()
    }
  }

  func remove(members positions: [Int64], from name: [UInt8]) throws {
    guard let deleteMember else { return }
    for position in positions {
      deleteMember.bind(1, blob: name)
      deleteMember.bind(2, position)
      try deleteMember.run()
    }
  }

  /// Reads the rows that groups have now; rows may move among them.
  func begin(_ names: [[UInt8]]) throws {
    before.removeAll(keepingCapacity: true)
    for name in names { try begin(name) }
  }

  /// The rows that follow are those of this group.
  func enter(_ name: [UInt8]) { self.name = name }

  private func begin(_ name: [UInt8]) throws {
    enter(name)
    for (index, select) in selects.enumerated() {
      try bind(select)
      while try select.step() {
        cells[index].take(select)
        let count = tables[index].shape.members.count
        let trace = "\(select.integer(count)) \(select.integer(count + 1))"
        before[keyOfCells(index)] = Row(
          table: index, group: name, image: cells[index].image, trace: Array(trace.utf8),
          asked: asks && index == 0 ? Self.asked(select, count + Table.provenance.count) : .nothing)
      }
      select.reset()
    }
  }

  private static func asked(_ row: Statement, _ column: Int) -> AskedSet {
    AskedSet(
      number: Int32(truncatingIfNeeded: row.integer(column)),
      day: row.isNull(column + 1) ? nil : Int32(truncatingIfNeeded: row.integer(column + 1)))
  }

  private func bind(_ statement: Statement) throws {
    statement.reset()
    switch grouping {
    case .named: statement.bind(1, blob: name)
    case .document(let columns):
      for (index, value) in try RowKey.values(name).prefix(columns).enumerated() {
        switch value {
        case .integer(let number): statement.bind(index + 1, number)
        case .text(let text): statement.bind(index + 1, text)
        case .null: statement.bindNull(index + 1)
        }
      }
    }
  }

  private func keyOfCells(_ table: Int) -> [UInt8] {
    key.removeAll()
    key.append(UInt8(table))
    cells[table].appendKey(to: key)
    return key.bytes.array
  }

  func blank(table: Int) -> Record { blanks.take(table) }

  func add(_ row: consuming Record, table: Int, first: Int64, last: Event) throws {
    cells[table].take(row)
    blanks.giveBack(row, table)
    let key = keyOfCells(table)
    let trace = Array("\(first) \(last.position)".utf8)
    let asked = asks && table == 0 ? recorder?.take() ?? .nothing : .nothing
    if let old = before.removeValue(forKey: key) {
      let isSame = old.image == cells[table].image
      if isSame && old.trace == trace && old.group == name && old.asked == asked { return }
      if table == 0, !isSame { delta.changed += 1 }
      retraced = true
      try delete(key)
    } else if table == 0 {
      delta.added += 1
    } else {
      retraced = true
    }
    name.borrowed { name in
      cells[table].appendTrace(
        first: first, last: last.position, loadedAt: last.recordedAt, group: name,
        asked: asked)
    }
    try cells[table].insert(inserts[table])
  }

  /// Removes the rows that the groups no longer have.
  func finish() throws {
    for (key, old) in before {
      if old.table == 0 { delta.removed += 1 } else { retraced = true }
      try delete(key)
    }
    before.removeAll(keepingCapacity: true)
  }

  private func delete(_ key: [UInt8]) throws {
    let statement = deletes[Int(key[0])]
    for (index, value) in try RowKey.values(Array(key.dropFirst())).enumerated() {
      switch value {
      case .integer(let number): statement.bind(index + 1, number)
      case .text(let text): statement.bind(index + 1, text)
      case .null: statement.bindNull(index + 1)
      }
    }
    try statement.run()
  }
}
