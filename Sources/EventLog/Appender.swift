import Digest
package import Domain
import LZ4
import SQLite

/// One append in progress: decides which drafts are news and writes them in blocks.
///
/// A stream is a line of states ordered by clock. A draft is a sighting of a state at a clock; it
/// becomes a version when it tells another state than the line has at that clock, so repeated,
/// overlapping and late pages add what they newly tell and nothing else.
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

  /// A document as an append takes it.
  package struct Sighting {
    package let schema: EventSchema
    package let source: SourceName
    package let naturalID: Bytes
    package let occurredAt: Instant?

    /// When the payload was fetched; the clock where the source has none.
    package let fetchedAt: Instant
    package let payloadRange: Range<Int>
    package let record: Record

    package init(
      schema: EventSchema, source: SourceName, naturalID: Bytes, occurredAt: Instant?,
      fetchedAt: Instant, payloadRange: Range<Int>, record: Record
    ) {
      self.schema = schema
      self.source = source
      self.naturalID = naturalID
      self.occurredAt = occurredAt
      self.fetchedAt = fetchedAt
      self.payloadRange = payloadRange
      self.record = record
    }
  }

  let log: EventLog
  private var origin = Origin()
  let recordedAt: Instant
  var index: StreamIndex
  private let insertBlock: Statement
  private var block = BlockWriter()
  private(set) var position: Int64
  private var hash: [UInt8]
  private var sourceIDs: [String: Int64] = [:]
  private var knownSchemas: Set<String> = []
  private var claims: [String: [Claim]] = [:]
  private var importPositions: [Int64: (first: Int64, last: Int64)] = [:]
  var encoded: [UInt8] = []
  package private(set) var outcome = LogWriter.Outcome()

  /// The longest natural id.
  package static let naturalIDMax = 1_000

  /// A payload was complete for the streams whose natural ids begin with `prefix`.
  private struct Claim {
    let prefix: [UInt8]
    let clock: Int64
  }

  init(_ log: EventLog, at now: Instant) throws {
    self.log = log
    let head = try log.head()
    recordedAt = max(now, head.recordedAt)
    position = head.position
    hash = head.hash
    index = try StreamIndex(log.connection, log.takenBack())
    insertBlock = try log.connection.prepare(
      """
      INSERT INTO blocks (first_position, event_count, recorded_at, import_id, payload, types, codec,
        raw_size, hash, body)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """)
  }

  /// Says where the events that follow come from.
  package func begin(_ origin: Origin) throws {
    try flush()
    self.origin = origin
  }

  /// Takes one sighting of a document.
  package func take(_ sighting: Sighting) throws {
    guard sighting.naturalID.count <= Self.naturalIDMax, !sighting.naturalID.isEmpty else {
      throw EventLogError.unfit(
        detail: "a document's id of \(sighting.naturalID.count) bytes; 1 to \(Self.naturalIDMax)")
    }
    encoded.removeAll(keepingCapacity: true)
    sighting.record.encode(into: &encoded)
    guard encoded.count <= BlockWriter.recordMax else {
      throw EventLogError.unfit(detail: "an event of \(encoded.count) bytes is too large")
    }
    let state = Self.state(sighting.schema, encoded)
    let source = try sourceID(sighting.source)
    let versions = try index.versions(source, sighting.naturalID)
    guard !versions.isEmpty else {
      try addFirst(sighting, source, state)
      return
    }
    try addTo(versions, sighting, source, state)
  }

  private func addFirst(_ sighting: Sighting, _ source: Int64, _ state: Int64) throws {
    outcome.new += 1
    let clock = (sighting.occurredAt ?? sighting.fetchedAt).rawValue
    let version = try index.lastVersion(source, sighting.naturalID, among: []) + 1
    try write(sighting, source, version: version, clock: clock, state: state, sighting.fetchedAt)
    try withdrawIfClaimed(
      sighting, source, after: max(clock, sighting.fetchedAt.rawValue), before: nil,
      version: version + 1)
  }

  private func addTo(
    _ versions: [StreamIndex.Version], _ sighting: Sighting, _ source: Int64, _ state: Int64
  ) throws {
    let fetched = sighting.fetchedAt.rawValue
    var clock = (sighting.occurredAt ?? sighting.fetchedAt).rawValue
    if sighting.occurredAt != nil, let last = versions.last, last.isWithdrawn,
      last.clock >= clock, last.clock < fetched
    {
      // Seen again after the source had withdrawn it: it is back from the day it was seen.
      clock = fetched
    }
    if let same = versions.first(where: { $0.clock == clock && $0.state == state }) {
      try see(sighting, source, same)
      return
    }
    let before = versions.last { $0.clock <= clock }
    let after = versions.first { $0.clock > clock }
    if let before, before.state == state {
      try see(sighting, source, before)
      return
    }
    outcome.revised += 1
    var next = try index.lastVersion(source, sighting.naturalID, among: versions) + 1
    try write(sighting, source, version: next, clock: clock, state: state, sighting.fetchedAt)
    if let before, sighting.occurredAt == nil, before.seenUntil > clock, !before.isWithdrawn {
      // The state before was seen again later: it holds from then on once more.
      next += 1
      try restate(before, sighting, source, version: next)
    } else {
      try withdrawIfClaimed(
        sighting, source, after: max(clock, fetched), before: after?.clock, version: next + 1)
    }
  }

  private func see(
    _ sighting: Sighting, _ source: Int64, _ version: StreamIndex.Version
  ) throws {
    outcome.unchanged += 1
    // What the book itself decides is decided when it is recorded: nothing older can arrive after it.
    if origin.importID == 0, sighting.fetchedAt == recordedAt { return }
    if sighting.fetchedAt.rawValue > version.seenUntil {
      try index.see(source, sighting.naturalID, version, until: sighting.fetchedAt.rawValue)
    }
  }

  /// Appends a known state once more, with the clock of its last sighting.
  private func restate(
    _ old: StreamIndex.Version, _ sighting: Sighting, _ source: Int64, version: Int64
  ) throws {
    try flush()
    outcome.restated += 1
    var copy: (schema: EventSchema, body: [UInt8])?
    try log.forEachEvent(at: [old.position]) { event in
      copy = (event.schema, event.body.array)
    }
    guard let copy else { throw EventLogError.absent(old.position) }
    encoded = copy.body
    try write(
      copy.schema, sighting.source, sighting.naturalID, source, version: version,
      clock: old.seenUntil, hasSourceClock: false, state: old.state, seenUntil: old.seenUntil,
      payloadRange: 0..<0)
  }

  /// A complete payload that was fetched later did not have the document: it was gone by then.
  private func withdrawIfClaimed(
    _ sighting: Sighting, _ source: Int64, after seen: Int64, before next: Int64?,
    version: Int64
  ) throws {
    let claim = try claims(of: sighting.source).first { claim in
      claim.clock > seen && next.map { claim.clock < $0 } ?? true
        && sighting.naturalID.prefix(claim.prefix.count) == claim.prefix.borrowed { $0 }
    }
    guard let claim else { return }
    try withdraw(sighting.source, sighting.naturalID, source, version: version, clock: claim.clock)
  }

  private func withdraw(
    _ name: SourceName, _ naturalID: Bytes, _ source: Int64, version: Int64, clock: Int64
  ) throws {
    outcome.withdrawn += 1
    encoded.removeAll(keepingCapacity: true)
    try write(
      EventTypes.withdrawn(name.kind), name, naturalID, source, version: version, clock: clock,
      hasSourceClock: false, state: StreamIndex.withdrawn, seenUntil: clock, payloadRange: 0..<0)
  }

  /// The payload was complete for `scope`: documents that it did not have are withdrawn as of
  /// `fetchedAt`, and the claim is an event of its own.
  package func complete(
    _ scope: String, in name: SourceName, fetchedAt: Instant, seen: Set<[UInt8]>
  ) throws {
    let source = try sourceID(name)
    let clock = fetchedAt.rawValue
    let mark = Array(ScopeCompleted.naturalID("").utf8)
    for naturalID in try index.naturalIDs(source, prefix: scope)
    where !naturalID.starts(with: mark) && !seen.contains(naturalID) {
      try naturalID.borrowed { (id) throws in
        let versions = try index.versions(source, id)
        guard let before = versions.last(where: { $0.clock <= clock }), !before.isWithdrawn else {
          return
        }
        let next = try index.lastVersion(source, id, among: versions) + 1
        try withdraw(name, id, source, version: next, clock: clock)
        if before.seenUntil > clock {
          let schema = EventTypes.withdrawn(name.kind)
          let again = Sighting(
            schema: schema, source: name, naturalID: id, occurredAt: nil, fetchedAt: fetchedAt,
            payloadRange: 0..<0, record: Record(schema.shape))
          try restate(before, again, source, version: next + 1)
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
      let versions = try index.versions(source, id)
      if versions.contains(where: { $0.clock == fetchedAt.rawValue }) { return }
      record[fields.documents] = Int64(documents)
      encoded.removeAll(keepingCapacity: true)
      record.encode(into: &encoded)
      let version = try index.lastVersion(source, id, among: versions) + 1
      try write(
        schema, name, id, source, version: version, clock: fetchedAt.rawValue,
        hasSourceClock: false, state: Self.state(schema, encoded), seenUntil: fetchedAt.rawValue,
        payloadRange: 0..<0)
    }
    claims[name.name] = nil
  }

  private func claims(of name: SourceName) throws -> [Claim] {
    if let known = claims[name.name] { return known }
    let select = try log.connection.prepare(
      """
      SELECT natural_id, clock, position FROM streams WHERE source = ?1 AND natural_id >= ?2
        AND natural_id < ?3 ORDER BY clock
      """)
    let mark = ScopeCompleted.naturalID("")
    select.bind(1, try sourceID(name))
    select.bind(2, mark)
    select.bind(3, mark + "\u{10FFFF}")
    var found: [Claim] = []
    while try select.step() {
      if index.takenBack.contains(select.integer(2)) { continue }
      let prefix = select.bytes(0).dropFirst(mark.utf8.count).array
      found.append(Claim(prefix: prefix, clock: select.integer(1)))
    }
    claims[name.name] = found
    return found
  }

  private func write(
    _ sighting: Sighting, _ source: Int64, version: Int64, clock: Int64, state: Int64,
    _ fetchedAt: Instant
  ) throws {
    try write(
      sighting.schema, sighting.source, sighting.naturalID, source, version: version, clock: clock,
      hasSourceClock: sighting.occurredAt?.rawValue == clock, state: state,
      seenUntil: max(clock, fetchedAt.rawValue), payloadRange: sighting.payloadRange)
  }

  /// Adds `encoded` to the block and the index.
  func write(
    _ schema: EventSchema, _ name: SourceName, _ naturalID: Bytes, _ source: Int64, version: Int64,
    clock: Int64, hasSourceClock: Bool, state: Int64, seenUntil: Int64, payloadRange: Range<Int>
  ) throws {
    try know(schema)
    position += 1
    if outcome.firstPosition == 0 { outcome.firstPosition = position }
    outcome.lastPosition = position
    importPositions[origin.importID] = (
      importPositions[origin.importID]?.first ?? position, position
    )
    block.add(
      schema, name, naturalID, version: version, clock: Instant(rawValue: clock),
      hasSourceClock: hasSourceClock, payloadRange: payloadRange, body: encoded)
    try index.add(
      source, naturalID,
      StreamIndex.Version(
        version: version, position: position, clock: clock, state: state, seenUntil: seenUntil))
    if block.isFull { try flush() }
  }

  /// Closes the block in hand.
  private func flush() throws {
    guard block.count > 0 else { return }
    let count = block.count
    let types = block.types
    let body = block.finish()
    let header = BlockHeader(
      firstPosition: position - Int64(count) + 1, eventCount: count, recordedAt: recordedAt,
      importID: origin.importID, payload: origin.payload, types: types, codec: 1,
      rawSize: body.count)
    try body.borrowed { (raw) throws in
      hash = header.hash(after: hash, raw)
      let compressed = LZ4.compress(raw)
      insertBlock.bind(1, header.firstPosition)
      insertBlock.bind(2, Int64(count))
      insertBlock.bind(3, recordedAt.rawValue)
      insertBlock.bind(4, origin.importID)
      insertBlock.bind(5, blob: origin.payload)
      insertBlock.bind(6, types)
      insertBlock.bind(7, Int64(1))
      insertBlock.bind(8, Int64(header.rawSize))
      insertBlock.bind(9, blob: hash)
      try compressed.borrowed { (bytes) throws in
        insertBlock.bindBorrowed(10, blob: bytes)
        try insertBlock.run()
      }
    }
  }

  func finish() throws { try flush() }

  /// What the append changed in the sum of all sightings.
  var sightings: SightingsSum { index.sightings }

  /// The first and the last event that an import brought; zeros when it brought none.
  func positions(ofImport id: Int64) -> (first: Int64, last: Int64) {
    importPositions[id] ?? (0, 0)
  }

  /// Equal states of a document have equal numbers; never that of a withdrawal.
  package static func state(_ schema: EventSchema, _ body: [UInt8]) -> Int64 {
    let digest = SHA256.hash(Array(schema.tag.utf8) + [0] + body)
    var state: Int64 = 0
    for byte in digest.prefix(8) { state = state << 8 | Int64(byte) }
    return state == StreamIndex.withdrawn ? 1 : state
  }

  func sourceID(_ name: SourceName) throws -> Int64 {
    if let known = sourceIDs[name.name] { return known }
    let connection = log.connection
    let select = try connection.prepare("SELECT id FROM sources WHERE name = ?1")
    select.bind(1, name.name)
    if try select.step() {
      sourceIDs[name.name] = select.integer(0)
      return select.integer(0)
    }
    let id = (try connection.integer("SELECT max(id) FROM sources") ?? 0) + 1
    let insert = try connection.prepare("INSERT INTO sources (id, name) VALUES (?1, ?2)")
    insert.bind(1, id)
    insert.bind(2, name.name)
    try insert.run()
    sourceIDs[name.name] = id
    return id
  }

  /// Stores the fields of a type with the first event of it.
  private func know(_ schema: EventSchema) throws {
    guard knownSchemas.insert(schema.tag).inserted else { return }
    let select = try log.connection.prepare("SELECT 1 FROM event_schemas WHERE tag = ?1")
    select.bind(1, schema.tag)
    if try select.step() { return }
    let insert = try log.connection.prepare(
      "INSERT INTO event_schemas (tag, fields) VALUES (?1, ?2)")
    insert.bind(1, schema.tag)
    insert.bind(2, schema.shape.json)
    try insert.run()
  }
}
