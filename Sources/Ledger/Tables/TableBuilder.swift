import Digest
import Domain
import EventLog
import Platform
import Projecting
import SQLite

/// Builds one projector's tables from zero into a file: keeps its events, folds them by group, writes
/// the rows in key order.
final class TableBuilder {
  let projector: any Projector
  private let folder: TableFolder
  private let events: SpillSorter

  /// Events of documents whose group shows when all of them are there.
  private let linked: SpillSorter
  private let keeper = EventKeeper()
  private var group: [UInt8] = []

  init(_ projector: any Projector, in folder: TableFolder, _ budget: SortBudget, rowsMax: Int) {
    self.projector = projector
    self.folder = folder
    events = SpillSorter(
      in: folder.path, name: "\(type(of: projector).alias).events", budget)
    linked = SpillSorter(
      in: folder.path, name: "\(type(of: projector).alias).linked", SortBudget(max: rowsMax / 4))
    self.rowsMax = rowsMax
    takes = EventTypes.wanted(type(of: projector).kinds)
    links = EventTypes.wanted(type(of: projector).linked)
  }

  private let rowsMax: Int
  private let takes: [Bool]
  private let links: [Bool]

  /// Keeps an event of the log if it makes rows here.
  func take(_ view: EventView, _ event: Event) throws {
    guard takes[view.schema.index] else { return }
    if links[view.schema.index] {
      if event.schema.isCompletion { return }
      eventCount += 1
      return try keeper.keepLinked(view, in: linked)
    }
    group.removeAll(keepingCapacity: true)
    try projector.group(of: event, into: &group)
    if group.isEmpty { return }
    eventCount += 1
    try keeper.keep(view, group: group, in: events)
  }

  /// Puts linked documents in their groups, when the whole log was seen.
  func gather() throws { try keeper.regroup(linked, into: events, by: projector.group) }

  /// Builds the table and keeps what came of it for `result`.
  func run(_ references: References, _ head: EventLog.Head) {
    let start = Machine.seconds
    outcome = Result {
      let meta = try build(references, head)
      return Rebuild.Built(
        alias: type(of: projector).alias, meta: meta, seconds: Machine.seconds - start)
    }.mapError(named)
  }

  /// An event that cannot be folded is told with the table and how to see it.
  private func named(_ error: any Error) -> any Error {
    guard let error = error as? ProjectionError else { return error }
    return LedgerError(
      .data,
      "\(type(of: projector).alias) cannot be built: \(error); svod show \(error.position) shows it"
    )
  }

  /// What `run` came to.
  func result() throws -> Rebuild.Built {
    guard let outcome else { throw LedgerError(.internalFault, "a table was not built") }
    return try outcome.get()
  }

  private var outcome: Result<Rebuild.Built, any Error>?
  private(set) var eventCount = 0

  /// Folds what was kept and writes the file of the tables.
  func build(_ references: References, _ head: EventLog.Head) throws -> TableMeta {
    let type = type(of: projector)
    let path = folder.building(type.alias)
    try Files.remove(path)
    let writer = try TableWriter(projector, at: path)
    switch type.grouping {
    case .document: try writeInOrder(to: writer, references)
    case .named: try writeSorted(to: writer, references)
    }
    return try writer.finish(
      TableMeta(
        position: head.position, headHash: head.hash.hex, projector: type.version,
        fingerprint: type.fingerprint, rows: 0, hash: "", provenanceHash: ""))
  }

  /// Groups in order are rows in order, when there is one table.
  private func writeInOrder(to writer: TableWriter, _ references: References) throws {
    guard type(of: projector).tables.count == 1 else {
      try writeSorted(to: writer, references)
      return
    }
    let rows = DirectRows(writer)
    try keeper.forEachGroup(in: events) { name, group in
      try rows.group(name) { try projector.rows(of: group, references, into: rows) }
    }
  }

  private func writeSorted(to writer: TableWriter, _ references: References) throws {
    let type = type(of: projector)
    let rows = SortedRows(
      type.tables,
      SpillSorter(in: folder.path, name: "\(type.alias).rows", SortBudget(max: rowsMax)))
    try keeper.forEachGroup(in: events) { name, group in
      for document in group.documents {
        for event in document.versions.sorted(by: { $0.position < $1.position }) {
          rows.member(event.position)
        }
      }
      try rows.writeMembers(name, to: writer)
      try rows.group(name) { try projector.rows(of: group, references, into: rows) }
    }
    try rows.write(to: writer)
  }
}
