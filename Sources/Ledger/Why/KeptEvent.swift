import Domain
import EventLog
import Projecting

/// An event that outlives its block, so that it can be folded again and again.
struct KeptEvent: Sendable {
  let position: Int64
  let version: Int64
  let schema: EventSchema
  let source: SourceName
  var naturalID: [UInt8]
  var clock: Instant
  let hasSourceClock: Bool
  let recordedAt: Instant

  /// The record as stored.
  var body: [UInt8]

  init(_ view: EventView) {
    position = view.position
    version = view.version
    schema = view.schema
    source = view.source
    naturalID = view.naturalID.array
    clock = view.clock
    hasSourceClock = view.hasSourceClock
    recordedAt = view.block.recordedAt
    body = view.body.array
  }

  var stream: StreamName { StreamName(source: source, naturalID: naturalID) }

  /// A stream's whole name, to tell streams apart.
  struct StreamName: Hashable, Sendable {
    let source: SourceName
    let naturalID: [UInt8]
  }

  /// Whether it holds in place of another version of its document: of decisions, the last recorded.
  func isAfter(_ other: KeptEvent) -> Bool {
    schema.isDecision
      ? position > other.position : (clock, position) > (other.clock, other.position)
  }

  /// The order in which a fold takes events: document by document, each by clock.
  static func precedes(_ one: KeptEvent, _ other: KeptEvent) -> Bool {
    if one.schema.kind != other.schema.kind { return one.schema.kind < other.schema.kind }
    if one.naturalID != other.naturalID {
      return one.naturalID.lexicographicallyPrecedes(other.naturalID)
    }
    return (one.clock, one.position) < (other.clock, other.position)
  }
}

extension EventLog {
  /// Events by position, ascending, to keep.
  func kept(at positions: some Sequence<Int64>) throws -> [KeptEvent] {
    var events: [KeptEvent] = []
    try forEachEvent(at: Set(positions).sorted()) { events.append(KeptEvent($0)) }
    return events
  }
}

extension [KeptEvent] {
  /// Lends the events as projectors see them, in this order.
  func borrowed<Result>(
    _ decoders: DecoderPool, _ body: ([Event]) throws -> Result
  ) throws -> Result {
    var buffer: [UInt8] = []
    var ends: [(id: Int, body: Int)] = []
    for event in self {
      buffer += event.naturalID
      let id = buffer.count
      buffer += event.body
      ends.append((id, buffer.count))
    }
    return try buffer.borrowed { (all) throws in
      // The events borrow them.
      let origins = map {
        EventOrigin($0.schema, connection: $0.source.connection, decoders)
      }
      defer { withExtendedLifetime(origins) { decoders.reclaim() } }
      var events: [Event] = []
      events.reserveCapacity(count)
      var start = 0
      for (index, event) in enumerated() {
        let end = ends[index]
        events.append(
          Event(
            position: event.position, clock: event.clock, recordedAt: event.recordedAt,
            origin: Lent(origins[index]), naturalID: all[start..<end.id],
            body: all[end.id..<end.body]))
        start = end.body
      }
      return try body(events)
    }
  }
}
