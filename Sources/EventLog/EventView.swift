import Digest
package import Domain

/// Connection and kind of a stream: the first two parts of its name.
package final class SourceName: Sendable, Hashable {
  /// Such as `wb-main/wb.finance`.
  package let name: String
  package let connection: String
  package let kind: StreamKind

  package init?(_ name: String) {
    guard let slash = name.firstIndex(of: "/") else { return nil }
    self.name = name
    connection = String(name[..<slash])
    kind = StreamKind(String(name[name.index(after: slash)...]))
  }

  package init(connection: String, kind: StreamKind) {
    name = "\(connection)/\(kind.name)"
    self.connection = connection
    self.kind = kind
  }

  package static func == (lhs: SourceName, rhs: SourceName) -> Bool { lhs.name == rhs.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

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

/// What a block says of all its events.
package final class BlockHeader: Sendable {
  package let firstPosition: Int64
  package let eventCount: Int
  package let recordedAt: Instant

  /// The import that brought the events; 0 is none.
  package let importID: Int64

  /// SHA-256 of the payload; empty is none.
  package let payload: [UInt8]

  /// Tags of the event types inside, separated by spaces.
  package let types: String
  package let codec: Int
  package let rawSize: Int

  package init(
    firstPosition: Int64, eventCount: Int, recordedAt: Instant, importID: Int64, payload: [UInt8],
    types: String, codec: Int, rawSize: Int
  ) {
    self.firstPosition = firstPosition
    self.eventCount = eventCount
    self.recordedAt = recordedAt
    self.importID = importID
    self.payload = payload
    self.types = types
    self.codec = codec
    self.rawSize = rawSize
  }

  package var lastPosition: Int64 { firstPosition + Int64(eventCount) - 1 }

  /// The lines that are hashed before the body; see schemas/event_log.md.
  package var text: String {
    """
    svod block 1
    first_position \(firstPosition)
    event_count \(eventCount)
    recorded_at \(recordedAt.rawValue)
    import_id \(importID)
    payload \(payload.hex)
    types \(types)
    codec \(codec)
    raw_size \(rawSize)

    """
  }

  /// Whether an event of one of the kinds is inside.
  package func holds(_ kinds: Set<StreamKind>) -> Bool {
    types.split(separator: " ").contains { tag in
      guard let dot = tag.lastIndex(of: ".") else { return false }
      return kinds.contains(StreamKind(String(tag[..<dot])))
    }
  }
}
