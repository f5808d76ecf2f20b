package import Domain

/// An event as a projector sees it: what happened, to which document, and when.
///
/// Borrowed: valid inside the call that hands it out. A plain value, so that telling millions of them
/// apart counts no references; whoever makes it sees to it that `origin` and the bytes outlive it.
@safe package struct Event {
  package let position: Int64

  /// What orders the versions of a document: the source's time, else when it was fetched.
  package let clock: Instant

  /// When the log took it.
  package let recordedAt: Instant

  /// What names the document inside its connection and kind.
  package let naturalID: Bytes
  private let body: Bytes
  private let origin: Lent<EventOrigin>

  /// Its type's place in `EventTypes.all`.
  package let schemaIndex: Int

  /// Whether it takes its document out of the tables.
  package let isWithdrawal: Bool

  /// Whether it claims that a payload was complete.
  package let isCompletion: Bool

  package init(
    position: Int64, clock: Instant, recordedAt: Instant, origin: Lent<EventOrigin>,
    naturalID: Bytes, body: Bytes
  ) {
    self.position = position
    self.clock = clock
    self.recordedAt = recordedAt
    self.origin = origin
    self.naturalID = naturalID
    self.body = body
    (schemaIndex, isWithdrawal, isCompletion) = origin.use {
      ($0.schemaIndex, $0.isWithdrawal, $0.isCompletion)
    }
  }

  package var schema: EventSchema { origin.use { $0.schema } }

  /// The cabinet or the 1C base: `connection_mp_ref`.
  package var connection: String { origin.use { $0.connection } }
  package var kind: StreamKind { origin.use { $0.schema.kind } }

  /// Whether the event is of this type, in any version.
  package func `is`(_ type: any EventType.Type) -> Bool {
    schema.noun == type.noun && schema.kind == type.kind
  }

  /// The values in the newest shape; several records may be held at a time.
  package func record() throws(CodecError) -> RecordView {
    try origin.use { (origin) throws(CodecError) in try origin.decoders.decode(body) }
  }

  /// Bytes of what it says and of its document's name.
  var size: Int { naturalID.count + body.count }

  /// `connection/kind/natural id`.
  package var stream: String {
    var text: [UInt8] = []
    appendStream(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  package func appendStream(to text: inout [UInt8]) {
    text.append(contentsOf: connection.utf8)
    text.append(0x2F)
    text.append(contentsOf: schema.kind.name.utf8)
    text.append(0x2F)
    text.append(naturalID)
  }
}

/// What all events of one type from one connection share: each of them points to this alone.
package final class EventOrigin {
  let schema: EventSchema
  let schemaIndex: Int
  let isWithdrawal: Bool
  let isCompletion: Bool
  let connection: String
  let decoders: DecoderStack

  package init(_ schema: EventSchema, connection: String, _ pool: DecoderPool) {
    self.schema = schema
    schemaIndex = schema.index
    isWithdrawal = schema.isWithdrawal
    isCompletion = schema.isCompletion
    self.connection = connection
    decoders = pool.stack(for: schema)
  }
}

/// The decoders of one type: as many as records of it are held at a time.
final class DecoderStack {
  private let layout: RecordLayout
  private var decoders: [RecordDecoder] = []
  private var used = 0

  /// The call of the pool's `reclaim` since which so many are used.
  private var reclaims = 0

  /// It outlives what it hands out.
  private let pool: Lent<DecoderPool>

  init(_ layout: RecordLayout, _ pool: DecoderPool) {
    self.layout = layout
    self.pool = Lent(pool)
  }

  func decode(_ body: Bytes) throws(CodecError) -> RecordView {
    let now = pool.use { $0.reclaims }
    if reclaims != now {
      reclaims = now
      used = 0
    }
    if used == decoders.count { decoders.append(RecordDecoder(layout)) }
    used += 1
    return try Lent(decoders[used - 1]).use { (decoder) throws(CodecError) in
      try decoder.decode(body)
    }
  }
}

/// Hands out decoders so that each record of a group keeps its own, and takes all back at once.
package final class DecoderPool {
  private var stacks: [DecoderStack?] = Array(repeating: nil, count: EventTypes.all.count)

  /// How often all decoders were taken back.
  fileprivate var reclaims = 0

  package init() {}

  func stack(for schema: EventSchema) -> DecoderStack {
    let stack = stacks[schema.index] ?? DecoderStack(schema.layout, self)
    stacks[schema.index] = stack
    return stack
  }

  /// The records handed out so far are no longer used.
  package func reclaim() { reclaims += 1 }
}
