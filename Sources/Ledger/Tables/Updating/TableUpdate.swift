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

  /// What documents of `lookedUp` say; nobody asks when there is no news.
  let references: References

  /// Groups that look up what there is news of.
  let dependents: DependentGroups

  /// Events that the table has set aside (`Quarantine`).
  var setAside: Set<Int64> = []

  /// What an update did, or would do.
  struct Delta: Sendable, Equatable {
    var added: Int64 = 0
    var removed: Int64 = 0
    var changed: Int64 = 0
  }

  /// Whether events after `position` make rows: only then is anything looked up.
  static func hasNews(
    _ projector: any Projector, _ log: EventLog, from position: Int64
  ) throws -> Bool {
    var found = false
    try log.forEachHeader(after: position) { header in
      if header.holds(type(of: projector).kinds) { found = true }
    }
    return found
  }

  /// Applies the new events to the open file of the table.
  func apply(to connection: Connection, from position: Int64, _ head: EventLog.Head) throws -> Delta
  {
    let asks = type(of: projector).asks
    if asks { references.record() }
    let touched = try touchedGroups(after: position, head)
    return try connection.transaction {
      let changes = try GroupChanges(projector, connection, references.recorder)
      var questions = AskedQuestions()
      for names in Self.units(touched) { try fold(names, touched, head, changes, &questions) }
      if asks {
        questions.finish(references)
        try questions.insert(into: connection, type(of: projector).tables[0])
      }
      var meta = try TableMeta(connection)
      meta.position = head.position
      meta.headHash = head.hash.hex
      meta.ownHash = ""
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

    /// Events of documents that moved to another group.
    var gone: [Int64] = []
    var takesPartInMove = false

    /// The document, where each is a group.
    var source: SourceName?
    var naturalID: [UInt8] = []
  }

  /// Groups that are folded at once: their rows are held meanwhile.
  private static let groupsMax = 2_000

  /// Groups in portions; those among which documents move are one, since a row may be in another
  /// group than before.
  private static func units(_ touched: [[UInt8]: Touched]) -> [[[UInt8]]] {
    let names = touched.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let moving = names.filter { touched[$0]?.takesPartInMove ?? false }
    let others = names.filter { !(touched[$0]?.takesPartInMove ?? false) }
    var units = moving.isEmpty ? [] : [moving]
    for start in stride(from: 0, to: others.count, by: groupsMax) {
      units.append(Array(others[start..<min(start + groupsMax, others.count)]))
    }
    return units
  }

  private func touchedGroups(
    after position: Int64, _ head: EventLog.Head
  ) throws -> [[UInt8]: Touched] {
    let keeper = EventKeeper()
    var touched: [[UInt8]: Touched] = [:]
    var linked: [Stream: SourceName] = [:]
    let name = ByteBuffer()
    try log.forEachEvent(
      after: position, through: head.position, of: type(of: projector).kinds
    ) { view in
      if setAside.contains(view.position) { return }
      if type(of: projector).linked.contains(view.source.kind) {
        if view.schema.isCompletion { return }
        linked[Stream(source: view.source.name, naturalID: view.naturalID.array)] = view.source
        return
      }
      name.removeAll()
      try projector.group(of: keeper.event(view), into: name)
      if name.count == 0 { return }
      touched[
        name.bytes.array, default: Touched(source: view.source, naturalID: view.naturalID.array)
      ]
      .positions.append(view.position)
    }
    for (stream, source) in linked {
      try touch(stream, source, after: position, head, &touched)
    }
    for name in dependents.names where touched[name] == nil { touched[name] = Touched() }
    try log.forEachEvent(at: dependents.positions.sorted()) { view in
      name.removeAll()
      try projector.group(of: keeper.event(view), into: name)
      if touched[name.bytes.array] != nil { return }
      touched[name.bytes.array] = Touched(source: view.source, naturalID: view.naturalID.array)
    }
    return touched
  }

  private struct Stream: Hashable {
    let source: String
    let naturalID: [UInt8]
  }

  /// A linked document touches the group that it is in now, and the one that it was in.
  private func touch(
    _ stream: Stream, _ source: SourceName, after position: Int64, _ head: EventLog.Head,
    _ touched: inout [[UInt8]: Touched]
  ) throws {
    let positions = try stream.naturalID.borrowed { (id) throws in
      try log.positions(ofStream: id, in: source, through: head.position)
    }
    let known = positions.filter { $0 <= position }
    let now = try group(of: positions)
    let before = try group(of: known)
    let isMove = !before.isEmpty && before != now
    let empty = Touched(source: source, naturalID: stream.naturalID)
    if !now.isEmpty {
      touched[now, default: empty].positions += positions
      if isMove { touched[now]?.takesPartInMove = true }
    }
    if isMove {
      touched[before, default: empty].gone += known
      touched[before]?.takesPartInMove = true
    }
  }

  /// The group of the linked document that these events are of.
  private func group(of positions: [Int64]) throws -> [UInt8] {
    let keeper = EventKeeper()
    let sorter = SpillSorter(in: "", name: "", SortBudget(max: .max))
    try log.forEachEvent(at: positions.sorted()) { view in
      try keeper.keepLinked(view, in: sorter)
    }
    var group: [UInt8] = []
    try keeper.forEachGroup(in: sorter) { _, held in
      for document in held.documents { group = try projector.group(of: document) }
    }
    return group
  }

  /// Folds groups anew from all their events, each block of the log read once.
  private func fold(
    _ names: [[UInt8]], _ touched: [[UInt8]: Touched], _ head: EventLog.Head,
    _ changes: GroupChanges, _ questions: inout AskedQuestions
  ) throws {
    var groups: [Int64: [Int]] = [:]
    for (index, name) in names.enumerated() {
      guard let group = touched[name] else { continue }
      for position in Set(try positions(of: name, group, head, changes)).subtracting(setAside) {
        groups[position, default: []].append(index)
      }
    }
    let keeper = EventKeeper()
    let sorter = SpillSorter(in: "", name: "", SortBudget(max: .max))
    try log.forEachEvent(at: groups.keys.sorted()) { view in
      for index in groups[view.position] ?? [] {
        try names[index].borrowed { (name) throws in
          try keeper.keep(view, group: name, in: sorter)
        }
      }
    }
    try changes.begin(names)
    try keeper.forEachGroup(in: sorter) { name, group in
      changes.enter(name.array)
      try projector.fold(group, references, into: changes)
      questions.end(name, group, references)
    }
    try changes.finish()
  }

  /// The positions of all events of a group; its members are brought up to date.
  private func positions(
    of name: [UInt8], _ touched: Touched, _ head: EventLog.Head, _ changes: GroupChanges
  ) throws -> [Int64] {
    switch type(of: projector).grouping {
    case .document:
      guard let source = touched.source else { return [] }
      return try touched.naturalID.borrowed { (id) throws in
        try log.positions(ofStream: id, in: source, through: head.position)
      }
    case .named:
      try changes.remove(members: touched.gone, from: name)
      try changes.add(members: touched.positions, to: name)
      return try changes.members(name)
    }
  }
}

extension Projector {
  /// Appends the group of a linked document: the one that its latest statement names.
  func group(of document: Document, into key: ByteBuffer) throws {
    if let stated = document.lastStated { try group(of: stated, into: key) }
  }

  /// The same as a key of its own.
  func group(of document: Document) throws -> [UInt8] {
    let key = ByteBuffer()
    try group(of: document, into: key)
    return key.bytes.array
  }
}
