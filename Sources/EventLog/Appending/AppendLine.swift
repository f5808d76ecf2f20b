package import Domain
import Platform

/// Takes what an importer reads, and appends it in the same order on a thread of its own.
///
/// Reading a payload and appending its events take about as long as each other; the bytes of the log
/// are the same as when they take turns.
package final class AppendLine {
  /// Sightings on their way, encoded one after another.
  private final class Batch {
    struct Item {
      let schema: EventSchema
      let naturalID: Range<Int>
      let occurredAt: Instant?
      let payloadRange: Range<Int>
      let body: Range<Int>
    }

    var items: [Item] = []
    var bytes: [UInt8] = []
  }

  private let appender: Appender
  private let source: SourceName
  private let fetchedAt: Instant
  private let relay: Relay?
  private let states = StateNumbers()
  private var batch = Batch()

  /// A batch is handed over when it has so many sightings or bytes.
  private static let itemsMax = 256
  private static let bytesMax = 256 << 10

  /// `isParallel` is worth it for large payloads; small ones cost a thread more than they gain.
  package init(
    _ appender: Appender, _ source: SourceName, fetchedAt: Instant, isParallel: Bool
  ) {
    self.appender = appender
    self.source = source
    self.fetchedAt = fetchedAt
    relay = isParallel ? Relay() : nil
  }

  /// Takes one document; what the append threw meanwhile is thrown here.
  package func take(
    _ schema: EventSchema, _ naturalID: Bytes, occurredAt: Instant?, payloadRange: Range<Int>,
    _ record: Record
  ) throws {
    let start = batch.bytes.count
    batch.bytes.append(naturalID)
    let end = batch.bytes.count
    record.encode(into: &batch.bytes)
    batch.items.append(
      Batch.Item(
        schema: schema, naturalID: start..<end, occurredAt: occurredAt,
        payloadRange: payloadRange, body: end..<batch.bytes.count))
    if batch.items.count >= Self.itemsMax || batch.bytes.count >= Self.bytesMax { try handOver() }
  }

  /// Appends all that was taken; from here on the appender is the caller's again.
  package func finish() throws {
    try handOver()
    try relay?.finish()
  }

  /// Waits until nothing is being appended, whatever came of it.
  package func stop() { relay?.wait() }

  private func handOver() throws {
    if batch.items.isEmpty { return }
    guard let relay else {
      try append(batch)
      batch.items.removeAll(keepingCapacity: true)
      batch.bytes.removeAll(keepingCapacity: true)
      return
    }
    let full = batch
    batch = Batch()
    batch.items.reserveCapacity(Self.itemsMax)
    batch.bytes.reserveCapacity(full.bytes.count + full.bytes.count / 8)
    try relay.hand { [self] in try append(full) }
  }

  private func append(_ batch: Batch) throws {
    try batch.bytes.borrowed { (bytes) throws in
      for item in batch.items {
        let body = bytes[item.body]
        try appender.take(
          EncodedSighting(
            schema: item.schema, source: source, naturalID: bytes[item.naturalID],
            occurredAt: item.occurredAt, fetchedAt: fetchedAt, payloadRange: item.payloadRange,
            body: body, state: states.number(item.schema, body)))
      }
    }
  }
}
