package import Domain

/// A version of a stream with everything that the log holds of it, apart from its block.
package struct StoredVersion: Sendable {
  package let position: Int64
  package let version: Int64
  package let schema: EventSchema
  package let clock: Int64
  package let hasSourceClock: Bool

  /// Equal states of a document have equal numbers (`Appender.state`).
  package let state: Int64

  /// When the state was seen besides.
  package let sightings: [Seen]

  /// A sighting without news: fetched-at, and the import that had it.
  package struct Seen: Sendable, Equatable {
    package let clock: Int64
    package let importID: Int64
  }

  /// Where it comes from: number and hash of the payload's import, and the place in the payload.
  package let origin: Appender.Origin
  package let payloadRange: Range<Int>

  /// The record as stored.
  package let body: [UInt8]

  package init(
    position: Int64, version: Int64, schema: EventSchema, clock: Int64, hasSourceClock: Bool,
    state: Int64, sightings: [Seen] = [], origin: Appender.Origin, payloadRange: Range<Int>,
    body: [UInt8]
  ) {
    self.position = position
    self.version = version
    self.schema = schema
    self.clock = clock
    self.hasSourceClock = hasSourceClock
    self.state = state
    self.sightings = sightings
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
          sightings: row.seen,
          origin: Appender.Origin(importID: event.block.importID, payload: event.block.payload),
          payloadRange: event.payloadRange, body: event.body.array))
    }
    return found.mapValues { versions in
      versions.sorted { ($0.clock, $0.position) < ($1.clock, $1.position) }
    }
  }

  private func indexed(
    _ source: SourceName, _ wanted: ([UInt8]) -> Bool
  ) throws -> [Int64: (state: Int64, seen: [StoredVersion.Seen])] {
    var found: [Int64: (state: Int64, seen: [StoredVersion.Seen])] = [:]
    try forEachStream(in: source) { naturalID, versions in
      guard wanted(naturalID) else { return }
      for version in versions { found[version.position] = (version.state, []) }
    }
    guard !found.isEmpty, format > 1, let number = try sourceID(source) else { return found }
    let positions = found.keys.sorted()
    try Sightings(connection).forEach(number) { clock, importID, runs in
      var runs = runs
      for position in runs.common(positions) {
        found[position]?.seen.append(StoredVersion.Seen(clock: clock, importID: importID))
      }
    }
    return found
  }

  /// Natural ids of streams of which an event at `clock` tells that a complete answer was without
  /// them, and of the claims themselves.
  package func naturalIDs(in source: SourceName, claimedAt clock: Instant) throws -> [[UInt8]] {
    let mark = Array(ScopeCompleted.naturalID("").utf8)
    var found: [[UInt8]] = []
    try forEachStream(in: source) { naturalID, versions in
      let isClaim = naturalID.starts(with: mark)
      if versions.contains(where: {
        $0.clock == clock.rawValue && (isClaim || $0.isWithdrawn)
      }) {
        found.append(naturalID)
      }
    }
    return found
  }

  /// The versions of a stream in order of clock, then position; those that were taken back among them.
  package func line(of naturalID: Bytes, in source: SourceName) throws -> [StreamVersion] {
    try versions(ofStream: naturalID, in: source).sorted {
      ($0.clock, $0.position) < ($1.clock, $1.position)
    }
  }

  /// Whether a state that one of the versions has was seen at `clock` without news.
  package func wasSeen(
    _ versions: [StreamVersion], in source: SourceName, at clock: Instant
  ) throws -> Bool {
    guard format > 1, let number = try sourceID(source) else { return false }
    let sightings = try knownSightings ?? Sightings(connection)
    knownSightings = sightings
    return try sightings.has(number, oneOf: versions.map(\.position), at: clock.rawValue)
  }
}

extension Appender {
  /// Equal states of a document have equal numbers.
  package static func state(_ schema: EventSchema, _ body: [UInt8]) -> Int64 {
    body.borrowed { state(schema, $0) }
  }

  package static func state(_ schema: EventSchema, _ body: Bytes) -> Int64 {
    StateNumbers().number(schema, body)
  }

  /// Appends a withdrawal; gives its position.
  package func withdraw(
    _ naturalID: [UInt8], in name: SourceName, clock: Int64
  ) throws -> Int64 {
    let schema = EventTypes.withdrawn(name.kind)
    return try tell(
      StoredVersion(
        position: 0, version: 0, schema: schema, clock: clock, hasSourceClock: false,
        state: StreamVersion.withdrawn, origin: Origin(), payloadRange: 0..<0,
        body: Record(schema.shape).encoded), of: naturalID, in: name)
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
