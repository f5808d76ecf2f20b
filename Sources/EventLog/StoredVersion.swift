package import Domain
import SQLite

/// A version of a stream with everything that the log holds of it, apart from its block.
package struct StoredVersion: Sendable {
  package let position: Int64
  package let version: Int64
  package let schema: EventSchema
  package let clock: Int64
  package let hasSourceClock: Bool

  /// Equal states of a document have equal numbers (`Appender.state`).
  package let state: Int64

  /// The latest fetched-at at which the state was seen.
  package let seenUntil: Int64

  /// Where it comes from: number and hash of the payload's import, and the place in the payload.
  package let origin: Appender.Origin
  package let payloadRange: Range<Int>

  /// The record as stored.
  package let body: [UInt8]

  package init(
    position: Int64, version: Int64, schema: EventSchema, clock: Int64, hasSourceClock: Bool,
    state: Int64, seenUntil: Int64, origin: Appender.Origin, payloadRange: Range<Int>,
    body: [UInt8]
  ) {
    self.position = position
    self.version = version
    self.schema = schema
    self.clock = clock
    self.hasSourceClock = hasSourceClock
    self.state = state
    self.seenUntil = seenUntil
    self.origin = origin
    self.payloadRange = payloadRange
    self.body = body
  }

  package var isWithdrawal: Bool { schema.isWithdrawal }

  /// Whether another version tells the same at the same time.
  package func says(_ other: StoredVersion) -> Bool {
    clock == other.clock && state == other.state
  }

  /// The record in the shape that it was stored with.
  package func record() throws -> Record {
    var record = Record(schema.shape)
    let decoder = RecordDecoder(RecordLayout(schema.shape))
    defer { withExtendedLifetime(decoder) {} }
    try body.borrowed { (bytes) throws in try record.take(decoder.decode(bytes)) }
    return record
  }
}

extension EventLog {
  /// Every version of the streams of a source that `wanted` names, by natural id, in order of clock,
  /// then position; those that were taken back among them.
  package func versions(
    in source: SourceName, of wanted: ([UInt8]) -> Bool
  ) throws -> [[UInt8]: [StoredVersion]] {
    let index = try indexed(source, wanted)
    if index.isEmpty { return [:] }
    var found: [[UInt8]: [StoredVersion]] = [:]
    try forEachEvent(of: [source.kind], takenBackToo: true) { event in
      guard event.source == source, let row = index[event.position] else { return }
      found[event.naturalID.array, default: []].append(
        StoredVersion(
          position: event.position, version: event.version, schema: event.schema,
          clock: event.clock.rawValue, hasSourceClock: event.hasSourceClock, state: row.state,
          seenUntil: row.seenUntil,
          origin: Appender.Origin(importID: event.block.importID, payload: event.block.payload),
          payloadRange: event.payloadRange, body: event.body.array))
    }
    return found.mapValues { versions in
      versions.sorted { ($0.clock, $0.position) < ($1.clock, $1.position) }
    }
  }

  private func indexed(
    _ source: SourceName, _ wanted: ([UInt8]) -> Bool
  ) throws -> [Int64: (state: Int64, seenUntil: Int64)] {
    let select = try connection.prepare(
      """
      SELECT natural_id, position, state, coalesce(seen_until, clock) FROM streams
      WHERE source = (SELECT id FROM sources WHERE name = ?1)
      """)
    select.bind(1, source.name)
    var found: [Int64: (state: Int64, seenUntil: Int64)] = [:]
    while try select.step() {
      guard wanted(select.bytes(0).array) else { continue }
      found[select.integer(1)] = (select.integer(2), select.integer(3))
    }
    return found
  }

  /// Natural ids of streams of which an event at `clock` tells that a complete answer was without
  /// them, and of the claims themselves.
  package func naturalIDs(in source: SourceName, claimedAt clock: Instant) throws -> [[UInt8]] {
    let select = try connection.prepare(
      """
      SELECT DISTINCT natural_id FROM streams
      WHERE source = (SELECT id FROM sources WHERE name = ?1) AND clock = ?2
        AND (state = 0 OR substr(natural_id, 1, length(?3)) = ?3)
      """)
    select.bind(1, source.name)
    select.bind(2, clock.rawValue)
    select.bind(3, ScopeCompleted.naturalID(""))
    var found: [[UInt8]] = []
    while try select.step() { found.append(select.bytes(0).array) }
    return found
  }
}

extension Appender {
  /// Appends a version as it is told, whatever else the stream says; gives its position.
  package func tell(
    _ told: StoredVersion, of naturalID: [UInt8], in name: SourceName
  ) throws -> Int64 {
    encoded = told.body
    try naturalID.borrowed { (id) throws in
      let source = try sourceID(name)
      let last = try index.allVersions(source, id).map(\.version).max() ?? 0
      try write(
        told.schema, name, id, source, version: last + 1, clock: told.clock,
        hasSourceClock: told.hasSourceClock, state: told.state, seenUntil: told.seenUntil,
        payloadRange: told.payloadRange)
    }
    return position
  }

  /// Appends a withdrawal; gives its position.
  package func withdraw(
    _ naturalID: [UInt8], in name: SourceName, clock: Int64
  ) throws -> Int64 {
    let schema = EventTypes.withdrawn(name.kind)
    return try tell(
      StoredVersion(
        position: 0, version: 0, schema: schema, clock: clock, hasSourceClock: false,
        state: StreamIndex.withdrawn, seenUntil: clock, origin: Origin(), payloadRange: 0..<0,
        body: Record(schema.shape).encoded), of: naturalID, in: name)
  }

  /// Sets until when a version was seen, which others have told wrongly.
  package func see(
    _ version: StoredVersion, of naturalID: [UInt8], in name: SourceName, until: Int64
  ) throws {
    try naturalID.borrowed { (id) throws in
      let source = try sourceID(name)
      if let known = try index.allVersions(source, id).first(where: {
        $0.version == version.version
      }) {
        try index.see(source, id, known, until: until)
      }
    }
  }
}

extension Record {
  /// The bytes as stored.
  package var encoded: [UInt8] {
    var bytes: [UInt8] = []
    encode(into: &bytes)
    return bytes
  }
}

/// A version as the index of streams knows it.
package struct IndexedVersion: Sendable {
  package let position: Int64
  package let clock: Int64
  package let state: Int64
  package let seenUntil: Int64
}

extension EventLog {
  /// The versions of a stream in order of clock, then position; those that were taken back among them.
  package func line(of naturalID: Bytes, in source: SourceName) throws -> [IndexedVersion] {
    let select =
      try selectLine
      ?? connection.prepare(
        """
        SELECT position, clock, state, coalesce(seen_until, clock) FROM streams
        WHERE source = (SELECT id FROM sources WHERE name = ?1) AND natural_id = ?2
        ORDER BY clock, position
        """)
    selectLine = select
    select.reset()
    select.bind(1, source.name)
    select.bindBorrowed(2, text: naturalID)
    var line: [IndexedVersion] = []
    while try select.step() {
      line.append(
        IndexedVersion(
          position: select.integer(0), clock: select.integer(1), state: select.integer(2),
          seenUntil: select.integer(3)))
    }
    select.reset()
    return line
  }
}
