import Domain
import EventLog

/// The events that an import brought, close together: what its payload says today is held against them.
///
/// Rows are read again in the order in which they were read, so the next event is nearly always the one
/// that is asked for.
final class RecordedEvents {
  /// Valid as long as these events are.
  struct Event {
    let position: Int64
    let clock: Instant
    let hasSourceClock: Bool
    let schema: EventSchema
    let payloadRange: Range<Int>
    let naturalID: Bytes
    let body: Bytes
  }

  private struct Entry {
    let position: Int64
    let clock: Instant
    let hasSourceClock: Bool
    let schemaIndex: Int
    let payloadRange: Range<Int>
    let naturalID: Range<Int>
    let body: Range<Int>
    var isMet = false
  }

  private var entries: [Entry] = []
  private let bytes = ByteBuffer()
  private var next = 0

  /// Entries by where their row begins, from when one is first asked for out of order.
  private var byOffset: [Int: [Int]]?

  var count: Int { entries.count }

  func add(_ event: EventView) {
    let start = bytes.count
    bytes.append(event.naturalID)
    let end = bytes.count
    bytes.append(event.body)
    entries.append(
      Entry(
        position: event.position, clock: event.clock, hasSourceClock: event.hasSourceClock,
        schemaIndex: event.schemaIndex, payloadRange: event.payloadRange, naturalID: start..<end,
        body: end..<bytes.count))
  }

  /// Calls `body` with the event of a row's document, once; `nil` where the import had none.
  func meet<Result>(
    _ offset: Int, _ naturalID: Bytes, _ body: (Event?) throws -> Result
  ) rethrows -> Result {
    guard let index = index(offset, naturalID) else { return try body(nil) }
    entries[index].isMet = true
    next = index + 1
    return try body(event(entries[index]))
  }

  private func index(_ offset: Int, _ naturalID: Bytes) -> Int? {
    if next < entries.count, fits(next, offset, naturalID) { return next }
    if byOffset == nil {
      byOffset = Dictionary(grouping: entries.indices) { entries[$0].payloadRange.lowerBound }
    }
    return byOffset?[offset]?.first { fits($0, offset, naturalID) }
  }

  private func fits(_ index: Int, _ offset: Int, _ naturalID: Bytes) -> Bool {
    let entry = entries[index]
    return entry.payloadRange.lowerBound == offset && !entry.isMet
      && bytes.bytes[entry.naturalID] == naturalID
  }

  private func event(_ entry: Entry) -> Event {
    Event(
      position: entry.position, clock: entry.clock, hasSourceClock: entry.hasSourceClock,
      schema: EventTypes.all[entry.schemaIndex], payloadRange: entry.payloadRange,
      naturalID: bytes.bytes[entry.naturalID], body: bytes.bytes[entry.body])
  }

  /// Calls `body` with every event that no row met, oldest first.
  func forEachUnmet(_ body: (Event) throws -> Void) rethrows {
    for entry in entries where !entry.isMet { try body(event(entry)) }
  }
}
