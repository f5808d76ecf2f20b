import Digest
import Domain
import EventLog
import Projecting
import SQLite

/// Brings one table from the position it stands at to the head of the log: the groups that new events
/// touch are folded anew, position and rows in one transaction.
struct TableUpdate {
  let projector: any Projector
  let log: EventLog
  let references: References

  /// What an update did, or would do.
  struct Delta: Sendable, Equatable {
    var added: Int64 = 0
    var removed: Int64 = 0
    var changed: Int64 = 0
  }

  /// Whether the events after `position` can be folded in group by group.
  ///
  /// A new reference may touch any row: then the table is built anew.
  static func needsRebuild(
    _ projector: any Projector, _ log: EventLog, from position: Int64
  ) throws -> Bool {
    let references = type(of: projector).references
    var found = false
    try log.forEachHeader(after: position) { header in
      if header.holds(references) { found = true }
      if header.types.contains(".\(ScopeCompleted.noun)@") && header.holds(type(of: projector).kinds)
      {
        found = true
      }
    }
    return found
  }

  /// Applies the new events to the open file of the table.
  func apply(to connection: Connection, from position: Int64, _ head: EventLog.Head) throws -> Delta {
    let touched = try touchedGroups(after: position, head)
    return try connection.transaction {
      let changes = try GroupChanges(projector, connection)
      for name in touched.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        guard let events = touched[name] else { continue }
        try fold(name, events, head, changes)
      }
      var meta = try TableMeta(connection)
      meta.position = head.position
      meta.headHash = head.hash.hex
      if changes.delta != Delta() || changes.retraced {
        meta.rows += changes.delta.added - changes.delta.removed
        meta.hash = ""
        meta.provenanceHash = ""
      }
      try meta.write(to: connection)
      return changes.delta
    }
  }

  private struct Touched {
    var positions: [Int64] = []
    var source: SourceName
    var naturalID: [UInt8]
  }

  private func touchedGroups(
    after position: Int64, _ head: EventLog.Head
  ) throws -> [[UInt8]: Touched] {
    let keeper = EventKeeper()
    var touched: [[UInt8]: Touched] = [:]
    var key: [UInt8] = []
    try log.forEachEvent(
      after: position, through: head.position, of: type(of: projector).kinds
    ) { view in
      key.removeAll(keepingCapacity: true)
      try projector.group(of: keeper.event(view), into: &key)
      if key.isEmpty { return }
      touched[key, default: Touched(source: view.source, naturalID: view.naturalID.array)]
        .positions.append(view.position)
    }
    return touched
  }

  private func fold(
    _ name: [UInt8], _ touched: Touched, _ head: EventLog.Head, _ changes: GroupChanges
  ) throws {
    var positions = touched.positions
    switch type(of: projector).grouping {
    case .document:
      try touched.naturalID.borrowed { (id) throws in
        positions += try log.positions(ofStream: id, in: touched.source, through: head.position)
      }
    case .named:
      positions += try changes.members(name)
      try changes.add(members: touched.positions, to: name)
    }
    let keeper = EventKeeper()
    let sorter = SpillSorter(in: "", name: "", SortBudget(max: .max))
    try log.forEachEvent(at: Set(positions).sorted()) { view in
      try keeper.keep(view, group: name, in: sorter)
    }
    try changes.begin(name)
    try keeper.forEachGroup(in: sorter) { _, group in
      try projector.rows(of: group, references, into: changes)
    }
    try changes.finish()
  }
}
