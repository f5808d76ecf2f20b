import Domain
import EventLog
import Importing

/// Makes a source's streams say what they would say without some imports, or with payloads read anew:
/// events that would not be there are taken back, those that are missing are appended.
///
/// What other imports saw and the log had no need to write counts: their payloads are told again.
struct Retelling {
  let log: EventLog
  let replay: PayloadReplay
  let source: SourceName

  /// Imports whose events are taken back.
  var without: Set<Int64> = []

  /// Imports whose payloads count as the importer reads them today.
  var anew: Set<Int64> = []

  /// What came of it.
  struct Outcome {
    /// Positions that count no more.
    var takenBack: [Int64] = []

    /// Events that were appended because other imports say the same, or because they are read anew.
    var told = 0

    /// Events that put a stream's latest version right for readers who do not know what is taken back.
    var restored = 0

    /// Imports whose payloads could not be read again.
    var unread: [UnreadPayload] = []
  }

  /// Appends what is missing and says what has to be taken back; `documents` are looked at besides
  /// those that the events in question touch.
  func run(
    _ appender: Appender, at now: Instant, documents: Set<[UInt8]> = []
  ) throws -> Outcome {
    let takenBack = try log.takenBack()
    let records = try log.imports().filter {
      $0.connection == source.connection && $0.kind == source.kind
    }
    let gone = without.union(takenBack.imports.keys)
    var touched = documents.union(try self.touched(records))
    let known = try log.versions(in: source) { touched.contains($0) }
    touched.formUnion(known.keys)
    let told = try ToldVersions(
      replay: replay, source: source, without: gone, anew: anew, touched: touched, known: known,
      takenBack: takenBack
    ).tell(Telling.all(records, without: gone), at: now)
    var outcome = Outcome(unread: told.unread)
    try reconcile(known, told.versions, takenBack, appender, &outcome)
    return outcome
  }

  /// The documents that the imports in question say something of: in their events, in their payloads,
  /// or by not having them.
  private func touched(_ records: [ImportRecord]) throws -> Set<[UInt8]> {
    let asked = without.union(anew)
    var touched: Set<[UInt8]> = []
    try log.forEachEvent(of: [source.kind]) { event in
      if asked.contains(event.block.importID) { touched.insert(event.naturalID.array) }
    }
    for record in records {
      if asked.contains(record.id) {
        _ = try replay.read(record, fetchedAt: record.fetchedAt) {
          touched.insert($0.naturalID.array)
        }
      }
      if try !asked.isDisjoint(with: Telling.answer(of: record)) {
        touched.formUnion(try log.naturalIDs(in: source, claimedAt: record.fetchedAt))
      }
    }
    return touched
  }

  // MARK: What is there and what should be

  /// A version that is to be appended.
  private struct Missing {
    let id: [UInt8]
    let version: StoredVersion
  }

  private func reconcile(
    _ known: [[UInt8]: [StoredVersion]], _ told: [[UInt8]: [StoredVersion]],
    _ takenBack: TakenBack, _ appender: Appender, _ outcome: inout Outcome
  ) throws {
    let ids = Set(known.keys).union(told.keys).sorted { $0.lexicographicallyPrecedes($1) }
    var missing: [Missing] = []
    var last: [[UInt8]: StoredVersion] = [:]
    for id in ids {
      let standing = (known[id] ?? []).filter { !takenBack.contains($0.position) }
      let match = Match(standing, told[id] ?? [], without: without)
      outcome.takenBack += match.surplus.map(\.position)
      missing += match.missing.map { Missing(id: id, version: $0) }
      for (there, wanted) in match.kept {
        try appender.note(wanted.sightings, of: there.position, in: source)
      }
      last[id] = match.last
    }
    var positions: [Int64: Int64] = [:]
    // In the order in which they were told, so that events of one import lie together.
    for entry in missing.sorted(by: { $0.version.position < $1.version.position }) {
      try appender.begin(entry.version.origin)
      positions[entry.version.position] = try appender.tell(
        entry.version, of: entry.id, in: source)
      outcome.told += 1
    }
    try appender.begin(Appender.Origin(importID: without.union(anew).max() ?? 0))
    for id in ids {
      try restore(id, known[id] ?? [], told[id] ?? [], last[id], positions, appender, &outcome)
    }
    outcome.takenBack.sort()
  }

  /// Whoever takes a stream's latest version for its state, not knowing that it was taken back, is to
  /// find the right state there.
  private func restore(
    _ id: [UInt8], _ known: [StoredVersion], _ told: [StoredVersion], _ kept: StoredVersion?,
    _ positions: [Int64: Int64], _ appender: Appender, _ outcome: inout Outcome
  ) throws {
    guard let shown = known.last else { return }
    let right = told.last
    let rightPosition = right.map { positions[$0.position] ?? kept?.position ?? 0 } ?? 0
    if let right, (shown.clock, shown.position) <= (right.clock, rightPosition) { return }
    if let right, right.state == shown.state || (right.isWithdrawal && shown.isWithdrawal) {
      return
    }
    if right == nil, shown.isWithdrawal { return }
    let position: Int64
    if let right, !right.isWithdrawal {
      position = try appender.tell(right.restored(at: shown.clock), of: id, in: source)
    } else {
      position = try appender.withdraw(id, in: source, clock: shown.clock)
    }
    outcome.takenBack.append(position)
    outcome.restored += 1
  }
}

extension StoredVersion {
  /// The same state at another time, brought by no payload.
  fileprivate func restored(at clock: Int64) -> StoredVersion {
    StoredVersion(
      position: 0, version: 0, schema: schema, clock: clock, hasSourceClock: false, state: state,
      origin: Appender.Origin(), payloadRange: 0..<0, body: body)
  }
}

/// Pairs the versions that a stream has with those that it should have.
struct Match {
  private(set) var kept: [(there: StoredVersion, wanted: StoredVersion)] = []
  private(set) var missing: [StoredVersion] = []

  /// Versions that should not be there.
  private(set) var surplus: [StoredVersion] = []

  /// The version there that is the last of those wanted; none when that has to be appended.
  private(set) var last: StoredVersion?

  /// Both in order of clock, then position; events of the imports `without` fit nothing.
  init(_ there: [StoredVersion], _ wanted: [StoredVersion], without: Set<Int64>) {
    var free = there
    for version in wanted {
      let place = free.firstIndex {
        $0.says(version) && !without.contains($0.origin.importID)
      }
      // Of versions at one time the last position counts: what follows a missing one is missing too.
      let isBehind =
        missing.last?.clock == version.clock
        || kept.last.map { last in
          last.there.clock == version.clock
            && place.map { free[$0].position < last.there.position } ?? false
        } ?? false
      last = nil
      if let place, !isBehind {
        let found = free.remove(at: place)
        kept.append((found, version))
        last = found
      } else {
        missing.append(version)
      }
    }
    surplus = free
  }
}
