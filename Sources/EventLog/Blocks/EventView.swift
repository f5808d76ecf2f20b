package import Domain

/// An event as it lies in a block: valid inside the call that hands it out.
///
/// A plain value that borrows what its block and its reader own: a rebuild hands millions of them on,
/// and none counts references.
@safe package struct EventView {
  /// From 1, without gaps.
  package let position: Int64

  /// What names the document inside its source.
  package let naturalID: Bytes

  /// From 1 within the stream.
  package let version: Int64

  /// What orders the versions of a stream: the source's time, else the payload's fetched-at.
  package let clock: Instant

  /// Whether `clock` is the source's own (`occurredAt`).
  package let hasSourceClock: Bool

  /// Where in the payload the row lies; empty for events that no payload brought.
  package let payloadRange: Range<Int>

  /// The record as stored.
  package let body: Bytes

  /// Its type's place in `EventTypes.all`.
  package let schemaIndex: Int

  /// Tells sources of one reader apart.
  package let sourceID: ObjectIdentifier

  private let type: Lent<BlockReader.StoredType>
  private let lentSource: Lent<SourceName>
  private let lentBlock: Lent<BlockHeader>

  init(
    position: Int64, type: BlockReader.StoredType, source: SourceName, naturalID: Bytes,
    version: Int64, clock: Instant, hasSourceClock: Bool, block: BlockHeader,
    payloadRange: Range<Int>, body: Bytes
  ) {
    self.position = position
    self.naturalID = naturalID
    self.version = version
    self.clock = clock
    self.hasSourceClock = hasSourceClock
    self.payloadRange = payloadRange
    self.body = body
    schemaIndex = type.index
    self.type = Lent(type)
    sourceID = ObjectIdentifier(source)
    lentSource = Lent(source)
    lentBlock = Lent(block)
  }

  package var schema: EventSchema { type.use { $0.schema } }
  package var source: SourceName { lentSource.use { $0 } }
  package var block: BlockHeader { lentBlock.use { $0 } }

  /// When the log took it.
  package var recordedAt: Instant { lentBlock.use { $0.recordedAt } }

  /// The time the source gives, when it gives one.
  package var occurredAt: Instant? { hasSourceClock ? clock : nil }

  /// `connection/kind/natural id`.
  package var stream: String { "\(source.name)/\(naturalID.string)" }

  /// The values in the newest shape of the type, valid until the next record of this type.
  package func record() throws(CodecError) -> RecordView {
    try type.use { (type) throws(CodecError) in try type.decoder.decode(body) }
  }
}
