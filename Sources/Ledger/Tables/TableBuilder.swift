import Digest
import Domain
import EventLog
import Platform
import Projecting

/// Builds one projector's tables from zero into a file: keeps its events, folds them by group, writes
/// the rows in key order.
final class TableBuilder {
  let projector: any Projector

  /// The table's short name.
  let alias: String
  private let folder: TableFolder
  private let groups: GroupGathering

  /// How one table is built; whatever it says, the rows are the same.
  struct Plan {
    var way: WritingWay

    /// Whether rows are written by another thread than the one that folds.
    var isParallel: Bool

    /// Whether events that cannot be folded are set aside.
    var quarantines: Bool
  }

  init(
    _ projector: any Projector, in folder: TableFolder, _ budget: SortBudget, _ plan: Plan,
    _ watch: BuildWatch
  ) {
    self.projector = projector
    alias = type(of: projector).alias
    self.folder = folder
    groups = GroupGathering(
      projector, events: SpillSorter(in: folder.path, name: "\(alias).events", budget),
      linked: SpillSorter(in: folder.path, name: "\(alias).linked", budget))
    self.plan = plan
    self.watch = watch
    takes = EventTypes.wanted(type(of: projector).kinds)
  }

  private let plan: Plan
  private var rowsMax = 0
  private let watch: BuildWatch
  private var quarantine = Quarantine()
  private var questions = AskedQuestions()
  /// By type, whether its events make rows here.
  let takes: [Bool]

  /// Keeps an event of the log that `takes` says is wanted.
  func take(_ view: EventView, _ event: Event) throws {
    do { if try groups.take(view, event) { eventCount += 1 } } catch let error as ProjectionError
      where plan.quarantines
    {
      try quarantine.add(error, type: event.schema.tag)
    }
  }

  /// Puts linked documents in their groups, when the whole log was seen.
  func gather() throws { try groups.finish() }

  /// Builds the table and keeps what came of it for `result`.
  ///
  /// `rowsMax`: bytes of rows, and of index keys, that are held before they go to temporary files.
  func run(_ references: References, _ head: EventLog.Head, rowsMax: Int) {
    let start = Machine.seconds
    self.rowsMax = rowsMax
    outcome = Result {
      let meta = try build(references, head)
      return Rebuild.Built(
        alias: type(of: projector).alias, meta: meta, seconds: Machine.seconds - start,
        events: eventCount, quarantined: quarantine.events.count)
    }
  }

  /// What `run` came to.
  func result() throws -> Rebuild.Built {
    guard let outcome else { throw LedgerError(.internalFault, "a table was not built") }
    return try outcome.get()
  }

  /// Events folded that the watch does not know of.
  private var untold = 0
  private var outcome: Result<Rebuild.Built, any Error>?
  private(set) var eventCount = 0

  /// Folds what was kept and writes the file of the tables.
  private func build(_ references: References, _ head: EventLog.Head) throws -> TableMeta {
    let type = type(of: projector)
    if type.asks { references.record() }
    let path = folder.building(type.alias)
    try Files.remove(path)
    let writer = TableWriter(projector, try makeFile(at: path))
    let pipeline = RowPipeline(
      writer: writer, projector: projector, isParallel: plan.isParallel)
    switch type.grouping {
    case .document where type.tables.count == 1: try writeInOrder(pipeline, references)
    case .document, .named: try writeSorted(pipeline, references)
    }
    questions.finish(references)
    let meta = try writer.finish(
      TableMeta(
        position: head.position, headHash: head.hash.hex, projector: type.version,
        fingerprint: type.fingerprint, rows: 0, hash: "", provenanceHash: "",
        ownHash: ""), questions, quarantine)
    // On the disk before it bears the name of what is whole.
    try Files.sync(path)
    try Files.rename(from: path, to: folder.finished(type.alias))
    return meta
  }

  /// Folds one group; what stands in the way is set aside where that is asked for.
  private func fold(
    _ name: Bytes, _ group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    untold += group.eventCount
    if untold >= BuildWatch.step {
      try watch.fold(untold)
      untold = 0
    }
    if plan.quarantines {
      try quarantine.fold(group, by: projector, references, into: rows)
    } else {
      try projector.fold(group, references, into: rows)
    }
    questions.end(name, group, references)
  }

  private func makeFile(at path: String) throws -> any TableFile {
    switch plan.way {
    case .pages:
      try PageFile(
        projector, at: path, memoryMax: rowsMax, workers: plan.isParallel ? 2 : 1)
    case .statements: try StatementFile(projector, at: path)
    }
  }

  /// Groups in order are rows in order, when there is one table.
  private func writeInOrder(_ pipeline: RowPipeline, _ references: References) throws {
    try pipeline.run { take in
      let type = type(of: projector)
      let rows = DirectRows(type.tables[0], type.ownColumns(0), references.recorder, take)
      try groups.forEachGroup { name, group in
        try fold(name, group, references, into: rows)
      }
    }
  }

  private func writeSorted(_ pipeline: RowPipeline, _ references: References) throws {
    let type = type(of: projector)
    let rows = SortedRows(
      type.tables.indices.map { (type.tables[$0], type.ownColumns($0)) }, references.recorder,
      SpillSorter(in: folder.path, name: "\(type.alias).rows", SortBudget(max: rowsMax)))
    try groups.forEachGroup { name, group in
      if type.grouping.isNamed {
        try group.forEachPosition { position in
          try pipeline.writer.addMember(name, position)
        }
      }
      rows.enter(name)
      try fold(name, group, references, into: rows)
    }
    try pipeline.run { take in try rows.handOn(to: take) }
  }
}

extension DocumentGroup {
  /// Of all its events, ascending.
  fileprivate func forEachPosition(_ body: (Int64) throws -> Void) throws {
    // Most groups are one event: nothing to be sorted.
    if eventCount == 1 { return try body(documents[0].latest.position) }
    for position in events.map(\.position).sorted() { try body(position) }
  }
}
