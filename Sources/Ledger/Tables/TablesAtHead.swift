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
    var old: [(projector: any Projector, connection: Connection, meta: TableMeta)] = []
    for projector in projectors {
      let type = type(of: projector)
      guard let connection = try folder.open(type.alias, .write) else {
        anew.append(projector)
        continue
      }
      let meta = try TableMeta(connection)
      if meta.position == head.position, meta.fingerprint == type.fingerprint { continue }
      guard meta.fingerprint == type.fingerprint, meta.position <= head.position,
        // A table of an earlier program: to change its journal would keep readers out.
        try connection.text("PRAGMA journal_mode") == "wal",
        try !TableUpdate.needsRebuild(projector, log, from: meta.position)
      else {
        anew.append(projector)
        continue
      }
      old.append((projector, connection, meta))
    }
    let kinds: Set<StreamKind> = try old.reduce(into: []) { kinds, table in
      guard try TableUpdate.hasNews(table.projector, log, from: table.meta.position) else { return }
      kinds.formUnion(type(of: table.projector).lookedUp)
    }
    let references = try Self.references(log, head, of: kinds)
    for (projector, connection, meta) in old {
      let alias = type(of: projector).alias
      // Rows touch leaves all over the indexes: held until the end, each of them is written once.
      try connection.execute("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536")
      let update = TableUpdate(
        projector: projector, log: log, references: references,
        setAside: try folder.quarantined(in: connection))
      let delta = try Described(log).describing(alias) {
        try update.apply(to: connection, from: meta.position, head)
      }
      try connection.execute("PRAGMA shrink_memory")
      changes.append(Self.change(alias, delta))
    }
    if !anew.isEmpty { changes += try rebuild(anew, log, head) }
    return changes.sorted { $0.alias < $1.alias }
  }

  private func rebuild(
    _ projectors: [any Projector], _ log: EventLog, _ head: EventLog.Head
  ) throws -> [ImportReport.TableChange] {
    try folder.forgetFinished()
    var rebuild = Rebuild(projectors, in: folder)
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
