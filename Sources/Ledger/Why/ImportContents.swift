import Digest
import Domain
package import EventLog
import Projecting
import SQLite

/// What an import brought: its events, and the rows that its documents make.
package struct ImportContents: Sendable {
  package let record: ImportRecord

  /// SHA-256 of the payload, hex.
  package var payload: String { record.payload.hex }

  /// How many events of each type it brought, in order of type.
  package let types: [(type: String, count: Int)]

  /// The first of its events.
  package let events: [EventDescription]
  package let rows: [TableRows]

  /// Tables whose rows look up documents of the kinds it brought, or that their answers were complete.
  package let lookedUpBy: [String]

  /// The rows of other documents that look up what it says; `nil` where nobody asked for them.
  package let dependents: [TableRows]?

  /// The rows of one table.
  package struct TableRows: Sendable {
    package let table: String
    package let count: Int

    /// The keys of the first of them.
    package let keys: [[Answer.Cell]]
  }

  /// `limit` bounds the events and the keys of each table that are kept; all are counted.
  ///
  /// `findsDependents` folds every table that looks its documents up, as a rebuild does.
  package init(
    _ ledger: Ledger, import id: Int64, limit: Int, findsDependents: Bool = false
  ) throws {
    let log = try ledger.book.openLog()
    guard let record = try log.importRecord(id) else {
      throw LedgerError(.noInput, "there is no import \(id): svod import list tells them")
    }
    self.record = record
    var types: [String: Int] = [:]
    var kinds: Set<StreamKind> = []
    var completed: Set<StreamKind> = []
    var events: [EventDescription] = []
    try Self.forEachEvent(of: record, in: log) { view in
      types[view.schema.tag, default: 0] += 1
      kinds.insert(view.schema.kind)
      if view.schema.isCompletion { completed.insert(view.schema.kind) }
      if events.count < limit { events.append(try EventDescription(view)) }
    }
    self.types = types.keys.sorted().map { ($0, types[$0] ?? 0) }
    self.events = events
    rows = try Projectors.all.filter { !type(of: $0).kinds.isDisjoint(with: kinds) }
      .flatMap { try DocumentRows($0, ledger, log).rows(of: record, limit) }
    let looking = Projectors.all.filter { projector in
      !type(of: projector).references.isDisjoint(with: kinds)
        || !type(of: projector).claims.isDisjoint(with: completed)
    }
    lookedUpBy = looking.map { type(of: $0).alias }
    guard findsDependents else {
      dependents = nil
      return
    }
    let search = try LookingRows(of: record, ledger, log)
    dependents = try looking.flatMap { try search.rows($0, limit: limit) }
  }

  static func forEachEvent(
    of record: ImportRecord, in log: EventLog, of kinds: Set<StreamKind>? = nil,
    _ body: (EventView) throws -> Void
  ) throws {
    if record.firstPosition == 0 { return }
    try log.forEachEvent(
      after: record.firstPosition - 1, through: record.lastPosition, of: kinds, takenBackToo: true
    ) { view in
      if view.block.importID == record.id { try body(view) }
    }
  }
}

/// Finds the rows that documents make, by the group that each names.
private struct DocumentRows {
  private let projector: any Projector
  private let ledger: Ledger
  private let log: EventLog
  private let fold: GroupFold

  init(_ projector: any Projector, _ ledger: Ledger, _ log: EventLog) {
    self.projector = projector
    self.ledger = ledger
    self.log = log
    fold = GroupFold(projector)
  }

  func rows(of record: ImportRecord, _ limit: Int) throws -> [ImportContents.TableRows] {
    let type = type(of: projector)
    guard let connection = try ledger.tables.open(type.alias) else { return [] }
    let groups = try groups(of: record)
    return try type.tables.map { table in
      let find = try RowsOfGroup(table, type.grouping, connection)
      var count = 0
      var keys: [[Answer.Cell]] = []
      for group in groups {
        try find.forEachKey(group) { key in
          count += 1
          if keys.count < limit { keys.append(key) }
        }
      }
      return ImportContents.TableRows(table: table.alias, count: count, keys: keys)
    }
  }

  /// The groups that an import's documents are in, in order of key.
  private func groups(of record: ImportRecord) throws -> [[UInt8]] {
    let type = type(of: projector)
    let keeper = EventKeeper()
    var groups: Set<[UInt8]> = []
    let name = ByteBuffer()
    var linked: Set<KeptEvent.StreamName> = []
    try ImportContents.forEachEvent(of: record, in: log, of: type.kinds) { view in
      if view.schema.isCompletion { return }
      if type.linked.contains(view.schema.kind) {
        linked.insert(
          KeptEvent.StreamName(source: view.source, naturalID: view.naturalID.array))
        return
      }
      name.removeAll()
      try projector.group(of: keeper.event(view), into: name)
      if name.count > 0 { groups.insert(name.bytes.array) }
    }
    for stream in linked {
      let positions = try stream.naturalID.borrowed { (id) throws in
        try log.positions(ofStream: id, in: stream.source)
      }
      let key = try fold.group(of: log.kept(at: positions))
      if !key.isEmpty { groups.insert(key) }
    }
    return groups.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

/// Finds the rows of a table by the key of their group.
private struct RowsOfGroup {
  private let table: Table
  private let grouping: Grouping
  private let columns: [QueryColumn]
  private let select: Statement

  init(_ table: Table, _ grouping: Grouping, _ connection: Connection) throws {
    self.table = table
    self.grouping = grouping
    let all = QueryColumn.all(of: table)
    columns = table.key.compactMap { name in all.first { $0.name == name } }
    let conditions: [String] =
      switch grouping {
      case .document(let count):
        columns.prefix(count).enumerated().map { "\($1.stored) = ?\($0 + 1)" }
      case .named: ["row_group = ?1"]
      }
    let keys = columns.map(\.stored).joined(separator: ", ")
    select = try connection.prepare(
      "SELECT \(keys) FROM \(table.rowsName) WHERE \(conditions.joined(separator: " AND ")) "
        + "ORDER BY \(keys)")
  }

  func forEachKey(_ group: [UInt8], _ body: ([Answer.Cell]) -> Void) throws {
    select.reset()
    switch grouping {
    case .document:
      for (index, value) in try RowKey.values(group).enumerated() {
        switch value {
        case .null: select.bindNull(index + 1)
        case .integer(let number): select.bind(index + 1, number)
        case .text(let text): select.bind(index + 1, text)
        }
      }
    case .named: select.bind(1, blob: group)
    }
    while try select.step() { body(columns.indices.map { columns[$0].cell(select, $0) }) }
    select.reset()
  }
}
