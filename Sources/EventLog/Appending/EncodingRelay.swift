package import Domain
import Platform

/// Encodes documents as they are read, and hands them on, in order, to a thread of its own.
///
/// Reading a payload takes about as long as what is done with its documents; what comes of it is the same
/// as when they take turns.
package final class EncodingRelay {
  /// A document with its record as the log stores it.
  ///
  /// Borrowed: valid inside the call that hands it over.
  package struct Document {
    package let schema: EventSchema
    package let naturalID: Bytes
    package let occurredAt: Instant?
    package let payloadRange: Range<Int>
    package let body: Bytes
  }

  /// Documents on their way, encoded one after another.
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

  private let receive: (Document) throws -> Void
  private let relay: Relay?
  private var batch = Batch()

  /// A batch is handed over when it has so many documents or bytes.
  private static let itemsMax = 256
  private static let bytesMax = 256 << 10

  /// `isParallel` is worth it for large payloads; small ones cost a thread more than they gain.
  ///
  /// So many batches may be `waiting`.
  package init(
    isParallel: Bool, waiting: Int = 4, _ receive: @escaping (Document) throws -> Void
  ) {
    self.receive = receive
    relay = isParallel ? Relay(waiting: waiting) : nil
  }

  /// Does a piece of work where the documents go, before those that are taken later.
  package func hand(_ work: @escaping () throws -> Void) throws {
    if let relay { try relay.hand(work) } else { try work() }
  }

  /// Takes one document; what was thrown meanwhile is thrown here.
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

  /// Hands all on that was taken, and waits until it is done.
  package func finish() throws {
    try handOver()
    try relay?.finish()
  }

  /// Waits until nothing is being done, whatever came of it.
  package func stop() { relay?.wait() }

  private func handOver() throws {
    if batch.items.isEmpty { return }
    guard let relay else {
      try pass(batch)
      batch.items.removeAll(keepingCapacity: true)
      batch.bytes.removeAll(keepingCapacity: true)
      return
    }
    let full = batch
    batch = Batch()
    batch.items.reserveCapacity(Self.itemsMax)
    batch.bytes.reserveCapacity(full.bytes.count + full.bytes.count / 8)
    try relay.hand { [self] in try pass(full) }
  }

  private func pass(_ batch: Batch) throws {
    try batch.bytes.borrowed { (bytes) throws in
      for item in batch.items {
        try receive(
          Document(
            schema: item.schema, naturalID: bytes[item.naturalID], occurredAt: item.occurredAt,
            payloadRange: item.payloadRange, body: bytes[item.body]))
      }
    }
  }
}
