import Domain
import EventLog
import Platform
import Projecting
import SQLite

/// Brings tables to the head of the log: group by group where it can, anew where it must.
struct TablesAtHead {
  private let ledger: Ledger
  private var folder: TableFolder { ledger.tables }

  init(_ ledger: Ledger) { self.ledger = ledger }

  /// Updates the tables; those that were never built, are stale, or look up what changed are rebuilt.
  func bring(
    _ log: EventLog, _ projectors: [any Projector]
  ) throws -> [ImportReport.TableChange] {
    try folder.sweep()
    let head = try log.head()
    var changes: [ImportReport.TableChange] = []
    var anew: [any Projector] = []
    var old: [Old] = []
    var news: [Int64: ReferenceNews] = [:]
    for projector in projectors {
      let type = type(of: projector)
      guard !folder.isForeign(type.alias), let connection = try folder.open(type.alias, .write)
      else {
        anew.append(projector)
        continue
      }
      let meta = try TableMeta(connection)
      if meta.position == head.position, meta.fingerprint == type.fingerprint { continue }
      guard meta.fingerprint == type.fingerprint, meta.position <= head.position,
        // A table of an earlier program: to change its journal would keep readers out.
        try connection.text("PRAGMA journal_mode") == "wal"
      else {
        anew.append(projector)
        continue
      }
      let said = try news[meta.position] ?? ReferenceNews(log, after: meta.position, head)
      news[meta.position] = said
      guard
        let dependents = try DependentGroups(
          of: projector, in: connection, rows: meta.rows, said)
      else {
        anew.append(projector)
        continue
      }
      old.append(
        Old(projector: projector, connection: connection, meta: meta, dependents: dependents))
    }
    let references = try references(old, log, head)
    for table in old { changes.append(try update(table, references, log, head)) }
    if !anew.isEmpty { changes += try rebuild(anew, log, head) }
    return changes.sorted { $0.alias < $1.alias }
  }

  /// A table that is brought up to date in place.
  private struct Old {
    let projector: any Projector
    let connection: Connection
    let meta: TableMeta
    let dependents: DependentGroups
  }

  private func update(
    _ table: Old, _ references: References, _ log: EventLog, _ head: EventLog.Head
  ) throws -> ImportReport.TableChange {
    let alias = type(of: table.projector).alias
    let connection = table.connection
    // Rows touch leaves all over the indexes: held until the end, each of them is written once.
    try connection.execute("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536")
    let update = TableUpdate(
      projector: table.projector, log: log, references: references,
      dependents: table.dependents, setAside: try folder.quarantined(in: connection))
    let delta = try Described(log).describing(alias) {
      try update.apply(to: connection, from: table.meta.position, head)
    }
    try connection.execute("PRAGMA shrink_memory")
    return Self.change(alias, delta)
  }

  /// What the tables look up: few rows have the documents read that they ask for, many have all of them.
  private func references(
    _ old: [Old], _ log: EventLog, _ head: EventLog.Head
  ) throws -> References {
    var kinds: Set<StreamKind> = []
    var groups = 0
    for table in old {
      groups += table.dependents.count + Int(clamping: head.position - table.meta.position)
      if try table.dependents.count > 0
        || TableUpdate.hasNews(table.projector, log, from: table.meta.position)
      {
        kinds.formUnion(type(of: table.projector).lookedUp)
      }
    }
    guard let index = try LookupIndex(in: folder, log) else {
      return kinds.isEmpty ? References() : try all(log, head)
    }
    try index.bring(to: head, log)
    if kinds.isEmpty { return References() }
    if groups <= Self.fewMax {
      return References(LoggedLookups(log, index, through: head.position))
    }
    return try Self.references(log, head, of: kinds)
  }

  /// Everything that is looked up; its index is written for the next time.
  private func all(_ log: EventLog, _ head: EventLog.Head) throws -> References {
    let gathering = ReferenceGathering(in: "", SortBudget(max: .max))
    try log.forEachReference(through: head.position, gathering.take)
    var answers = LookupIndex.Answers()
    let references = try gathering.finish { answers.add($0, $1) }
    try LookupIndex.make(in: folder, answers, head)
    return references
  }

  /// So many groups look up less than it takes to read everything that can be looked up.
  private static let fewMax = 2_000

  private func rebuild(
    _ projectors: [any Projector], _ log: EventLog, _ head: EventLog.Head
  ) throws -> [ImportReport.TableChange] {
    try folder.forgetFinished()
    var rebuild = Rebuild(projectors, in: folder)
    rebuild.options.isOfBook = true
    rebuild.progress = ledger.progress
    rebuild.isStopped = { Machine.isInterrupted }
    // A table that has set events aside goes on doing so until a rebuild is asked to stop at them.
    rebuild.options.quarantining = try folder.quarantining(projectors)
    let all = try rebuild.build(from: log, head)
    try ledger.book.checkpoints.add(folder.checkpoints(of: all))
    return try all.map { built in
      let counts = try TableDifference.counts(
        folder.current(built.alias).map { folder.file(built.alias, $0) },
        folder.finished(built.alias), projector: try ledger.projector(built.alias))
      _ = try folder.publish(built.alias)
      return Self.change(built.alias, TableUpdate.Delta(counts), wasRebuilt: true)
    }
  }

  /// What documents of these kinds say to those who look things up, at the head; all, unless said
  /// otherwise.
  static func references(
    _ log: EventLog, _ head: EventLog.Head, of kinds: Set<StreamKind> = References.kinds
  ) throws -> References {
    if kinds.isEmpty { return References() }
    let gathering = ReferenceGathering(in: "", SortBudget(max: .max))
    try log.forEachEvent(
      through: head.position, of: kinds.intersection(References.facts), gathering.take)
    // Of the others nothing but claims is looked up: blocks without one stay packed.
    try log.forEachCompletion(
      of: kinds.subtracting(References.facts), through: head.position, gathering.take)
    return try gathering.finish()
  }

  private static func change(
    _ alias: String, _ delta: TableUpdate.Delta, wasRebuilt: Bool = false
  ) -> ImportReport.TableChange {
    ImportReport.TableChange(
      alias: alias, added: delta.added, removed: delta.removed, changed: delta.changed,
      wasRebuilt: wasRebuilt, isStale: false)
  }
}
