package import Domain

/// One append in progress: decides which sightings are news and writes them in blocks.
///
/// A stream is a line of states ordered by clock. A sighting tells a state at a clock; it becomes a
/// version when it tells another state than the line has at that clock, so repeated, overlapping and
/// late pages add what they newly tell and nothing else.
package final class Appender {
  /// Where the events of an append come from.
  package struct Origin: Sendable {
    /// 0 is none.
    package let importID: Int64

    /// SHA-256 of the payload; empty is none.
    package let payload: [UInt8]

    package init(importID: Int64 = 0, payload: [UInt8] = []) {
      self.importID = importID
      self.payload = payload
    }
  }

  let log: EventLog
  private var origin = Origin()
  private let index: StreamIndex
  private let sightings: Sightings

  /// Versions at these positions count no more.
  private let takenBack: TakenBack
  private let states = StateNumbers()
  private var chain: BlockChain
  private let claims: Claims
  private var importPositions: [Int64: (first: Int64, last: Int64)] = [:]
  private var encoded: [UInt8] = []
  package private(set) var outcome = LogWriter.Outcome()

  /// The longest natural id.
  package static let naturalIDMax = 1_000

  init(_ log: EventLog, at now: Instant) throws {
    self.log = log
    takenBack = try log.takenBack()
    index = try StreamIndex(log.connection)
    claims = Claims(index, without: takenBack)
    sightings = try Sightings(log.connection, without: Set(takenBack.imports.keys))
    chain = try BlockChain(log.connection, after: try log.head(), at: now)
  }

  /// The log's clock: never before that of an earlier append, whatever the machine's clock says.
  package var recordedAt: Instant { chain.recordedAt }

  /// What the append added to the sum of all sightings.
  var sightingsSum: SightingsSum { sightings.sum }

  /// Says where the events that follow come from.
  package func begin(_ origin: Origin) throws {
    try chain.store(from: self.origin)
    self.origin = origin
  }

  /// Takes one sighting of a document.
  package func take(_ sighting: Sighting) throws {
    encoded.removeAll(keepingCapacity: true)
    sighting.record.encode(into: &encoded)
    try encoded.borrowed { (body) throws in
      try take(
        EncodedSighting(
          schema: sighting.schema, source: sighting.source, naturalID: sighting.naturalID,
          occurredAt: sighting.occurredAt, fetchedAt: sighting.fetchedAt,
          payloadRange: sighting.payloadRange, body: body,
          state: states.number(sighting.schema, body)))
    }
  }

  /// Takes what the book itself decides: it holds from now on, by the log's clock.
  package func decide(
    _ schema: EventSchema, in connection: String, _ naturalID: String, _ record: Record
  ) throws {
    precondition(schema.isDecision)
    try Array(naturalID.utf8).borrowed { (id) throws in
      try take(
        Sighting(
          schema: schema, source: SourceName(connection: connection, kind: schema.kind),
          naturalID: id, occurredAt: nil, fetchedAt: recordedAt, payloadRange: 0..<0,
          record: record))
    }
  }

  /// Takes one sighting whose record is encoded.
  package func take(_ sighting: EncodedSighting) throws {
    guard sighting.naturalID.count <= Self.naturalIDMax, !sighting.naturalID.isEmpty else {
      throw EventLogError.unfit(
        detail: "a document's id of \(sighting.naturalID.count) bytes; 1 to \(Self.naturalIDMax)")
    }
    guard sighting.body.count <= BlockWriter.recordMax else {
      throw EventLogError.unfit(detail: "an event of \(sighting.body.count) bytes is too large")
    }
    let source = try chain.sourceID(sighting.source)
    let stream = try stream(source, sighting.naturalID, isDecided: sighting.schema.isDecision)
    if stream.counting.isEmpty {
      try addFirst(sighting, stream)
    } else {
      try addTo(stream, sighting)
    }
  }

  private func stream(
    _ source: Int64, _ naturalID: Bytes, isDecided: Bool = false
  ) throws -> StreamLine {
    StreamLine(
      source, try index.versions(source, naturalID), without: takenBack, isDecided: isDecided)
  }

  private func addFirst(_ sighting: EncodedSighting, _ stream: StreamLine) throws {
    outcome.new += 1
    try write(sighting, stream.source, version: stream.next, clock: sighting.clock)
    try withdrawIfClaimed(
      sighting, stream, after: max(sighting.clock, sighting.fetchedAt.rawValue), before: nil)
  }

  private func addTo(_ stream: StreamLine, _ sighting: EncodedSighting) throws {
    let fetched = sighting.fetchedAt.rawValue
    var clock = sighting.clock
    if sighting.occurredAt != nil, let last = stream.counting.last, last.isWithdrawn,
      last.clock >= clock, last.clock < fetched
    {
      // Seen again after the source had withdrawn it: it is back from the day it was seen.
      clock = fetched
    }
    let before = stream.version(at: clock)
    let same = stream.version(at: clock, like: sighting.state)
    if let known = same ?? before, known.state == sighting.state {
      outcome.unchanged += 1
      // What the book itself decides is decided when it is recorded: nothing older can come after it.
      if sighting.schema.isDecision { return }
      if fetched != known.clock { note(stream.source, known.position, at: fetched) }
      return
    }
    let after = stream.version(after: clock)
    outcome.revised += 1
    try write(sighting, stream.source, version: stream.next, clock: clock)
    // The state before may have been seen again since: it holds from then on once more.
    if sighting.occurredAt == nil, let before,
      let again = try seenAgain(before, stream, after: clock, before: after?.clock)
    {
      try restate(before, of: sighting.naturalID, in: sighting.source, stream, at: again)
    } else {
      try withdrawIfClaimed(sighting, stream, after: max(clock, fetched), before: after?.clock)
    }
  }

  /// When a state was first seen again between two clocks.
  private func seenAgain(
    _ version: StreamVersion, _ stream: StreamLine, after start: Int64, before end: Int64?
  ) throws -> Int64? {
    if version.isWithdrawn { return nil }
    // What was taken back was seen all the same, if others saw it.
    return try sightings.first(
      stream.source, of: stream.positions(alike: version), after: start, before: end)
  }

  private func note(_ source: Int64, _ position: Int64, at clock: Int64) {
    sightings.note(source, position, at: clock, by: origin.importID)
  }

  /// Appends a known state once more, after the version that was just written, with the clock of a
  /// sighting.
  private func restate(
    _ old: StreamVersion, of naturalID: Bytes, in name: SourceName, _ stream: StreamLine,
    at clock: Int64
  ) throws {
    if old.position > chain.storedPosition { try chain.store(from: origin) }
    outcome.restated += 1
    var copy: (schema: EventSchema, body: [UInt8])?
    try log.forEachEvent(at: [old.position]) { event in
      copy = (event.schema, event.body.array)
    }
    guard let copy else { throw EventLogError.absent(old.position) }
    try copy.body.borrowed { (body) throws in
      try write(
        copy.schema, name, naturalID, stream.source, version: stream.next + 1, clock: clock,
        hasSourceClock: false, state: old.state, payloadRange: 0..<0, body: body)
    }
  }

  /// A complete payload that was fetched later did not have the document that was just written: it was
  /// gone by then.
  private func withdrawIfClaimed(
    _ sighting: EncodedSighting, _ stream: StreamLine, after seen: Int64, before next: Int64?
  ) throws {
    guard
      let gone = try claims.first(
        of: stream.source, for: sighting.naturalID, after: seen, before: next)
    else { return }
    try withdraw(
      sighting.source, sighting.naturalID, stream.source, version: stream.next + 1,
      clock: gone)
  }

  private func withdraw(
    _ name: SourceName, _ naturalID: Bytes, _ source: Int64, version: Int64, clock: Int64
  ) throws {
    outcome.withdrawn += 1
    // The record of a withdrawal has no fields, and so no bytes.
    try write(
      EventTypes.withdrawn(name.kind), name, naturalID, source, version: version, clock: clock,
      hasSourceClock: false, state: StreamVersion.withdrawn, payloadRange: 0..<0, body: .none)
  }

  /// The payload was complete for `scope`: documents that it did not have are withdrawn as of
  /// `fetchedAt`, and the claim is an event of its own.
  package func complete(
    _ scope: String, in name: SourceName, fetchedAt: Instant, seen: Set<[UInt8]>
  ) throws {
    let source = try chain.sourceID(name)
    let clock = fetchedAt.rawValue
    for naturalID in try index.naturalIDs(source, prefix: Array(scope.utf8))
    where !naturalID.starts(with: Claims.mark) && !seen.contains(naturalID) {
      try naturalID.borrowed { (id) throws in
        let stream = try stream(source, id)
        guard let before = stream.version(at: clock), !before.isWithdrawn else { return }
        let after = stream.version(after: clock)
        try withdraw(name, id, source, version: stream.next, clock: clock)
        if let again = try seenAgain(before, stream, after: clock, before: after?.clock) {
          try restate(before, of: id, in: name, stream, at: again)
        }
      }
    }
    let documents = seen.count { $0.starts(with: scope.utf8) }
    try claim(scope, in: name, source, fetchedAt: fetchedAt, documents: documents)
  }

  private func claim(
    _ scope: String, in name: SourceName, _ source: Int64, fetchedAt: Instant, documents: Int
  ) throws {
    let fields = ScopeCompleted()
    let schema = EventTypes.completed(name.kind)
    var record = Record(schema.shape)
    record[fields.scope] = scope
    record[fields.fetched_at] = fetchedAt
    let id = Array(ScopeCompleted.naturalID(scope).utf8)
    try id.borrowed { (id) throws in
      let stream = try stream(source, id)
      if stream.counting.contains(where: { $0.clock == fetchedAt.rawValue }) { return }
      record[fields.documents] = Int64(documents)
      var body: [UInt8] = []
      record.encode(into: &body)
      try body.borrowed { (body) throws in
        try write(
          schema, name, id, source, version: stream.next, clock: fetchedAt.rawValue,
          hasSourceClock: false, state: states.number(schema, body), payloadRange: 0..<0,
          body: body)
      }
    }
    claims.reload(source)
  }

  private func write(
    _ sighting: EncodedSighting, _ source: Int64, version: Int64, clock: Int64
  ) throws {
    try write(
      sighting.schema, sighting.source, sighting.naturalID, source, version: version, clock: clock,
      hasSourceClock: sighting.occurredAt?.rawValue == clock, state: sighting.state,
      payloadRange: sighting.payloadRange, body: sighting.body)
    let fetched = sighting.fetchedAt.rawValue
    if fetched != clock { note(source, chain.position, at: fetched) }
  }

  /// Adds an event to the block in hand and to the index.
  private func write(
    _ schema: EventSchema, _ name: SourceName, _ naturalID: Bytes, _ source: Int64, version: Int64,
    clock: Int64, hasSourceClock: Bool, state: Int64, payloadRange: Range<Int>, body: Bytes
  ) throws {
    try chain.add(
      schema, name, naturalID, version: version, clock: clock, hasSourceClock: hasSourceClock,
      payloadRange: payloadRange, body: body, from: origin)
    let position = chain.position
    if outcome.firstPosition == 0 { outcome.firstPosition = position }
    outcome.lastPosition = position
    importPositions[origin.importID] = (
      importPositions[origin.importID]?.first ?? position, position
    )
    try index.add(
      source, naturalID, StreamVersion(position: position, clock: clock, state: state))
  }

  /// Appends a version as it is told, whatever else the stream says; gives its position.
  package func tell(
    _ told: StoredVersion, of naturalID: [UInt8], in name: SourceName
  ) throws -> Int64 {
    try naturalID.borrowed { (id) throws in
      let source = try chain.sourceID(name)
      let stream = try stream(source, id)
      try told.body.borrowed { (body) throws in
        try write(
          told.schema, name, id, source, version: stream.next, clock: told.clock,
          hasSourceClock: told.hasSourceClock, state: told.state, payloadRange: told.payloadRange,
          body: body)
      }
      note(told.sightings, of: chain.position, source)
    }
    return chain.position
  }

  /// Notes sightings of a version that others have told wrongly.
  package func note(_ seen: [StoredVersion.Seen], of position: Int64, in name: SourceName) throws {
    note(seen, of: position, try chain.sourceID(name))
  }

  private func note(_ seen: [StoredVersion.Seen], of position: Int64, _ source: Int64) {
    for one in seen { sightings.note(source, position, at: one.clock, by: one.importID) }
  }

  /// Writes the index as far as it is known, for readers inside the append.
  func settle() throws {
    try index.flush()
    try sightings.flush()
  }

  /// Stores everything that is in memory.
  func finish() throws {
    try chain.store(from: origin)
    try settle()
  }

  /// The first and the last event that an import brought; zeros when it brought none.
  func positions(ofImport id: Int64) -> (first: Int64, last: Int64) {
    importPositions[id] ?? (0, 0)
  }
}
