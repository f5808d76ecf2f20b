import Domain
import EventLog
import Ledger
import Platform

/// How fast the log gives all its events, decoded, and takes events by the thousand, fully durable: what
/// stores of events are compared by.
struct LogRates {
  let ledger: Ledger

  /// Events in one commit.
  private static let commitEvents = 1_000

  /// What is appended anew.
  private struct Kept {
    let schema: EventSchema
    let source: SourceName
    let naturalID: [UInt8]
    let clock: Instant
    let body: [UInt8]
  }

  /// Events a second of reading everything, every record decoded.
  func reading() throws -> Double {
    let log = try ledger.book.openLog()
    var events = 0
    let measure = try Measure {
      try log.forEachEvent { event in
        _ = try event.record()
        events += 1
      }
    }
    return Double(events) / measure.wall
  }

  /// Events a second of appending so many finance rows of the book's, that are encoded already.
  func appending(_ count: Int) throws -> Double {
    var kept: [Kept] = []
    kept.reserveCapacity(count)
    try ledger.book.openLog().forEachEvent(of: [WBFinanceRow.kind]) { event in
      guard kept.count < count else { return }
      kept.append(
        Kept(
          schema: event.schema, source: event.source, naturalID: event.naturalID.array,
          clock: event.clock, body: event.body.array))
    }
    let path = try Files.makeTemporaryFolder(prefix: "svod-rates")
    defer { try? Files.removeFolder(path) }
    try EventLog.make(at: path + "/log.sqlite")
    let states = StateNumbers()
    let measure = try Measure {
      let writer = try LogWriter(
        log: path + "/log.sqlite", checkpoints: Checkpoints(path + "/checkpoints"))
      for start in stride(from: 0, to: kept.count, by: Self.commitEvents) {
        _ = try writer.append(at: Machine.now) { appender in
          for event in kept[start..<min(start + Self.commitEvents, kept.count)] {
            try append(event, states, to: appender)
          }
        }
      }
    }
    return Double(kept.count) / measure.wall
  }

  private func append(_ event: Kept, _ states: StateNumbers, to appender: Appender) throws {
    try event.naturalID.borrowed { (id) throws in
      try event.body.borrowed { (body) throws in
        try appender.take(
          EncodedSighting(
            schema: event.schema, source: event.source, naturalID: id, occurredAt: nil,
            fetchedAt: event.clock, payloadRange: 0..<0, body: body,
            state: states.number(event.schema, body)))
      }
    }
  }
}
