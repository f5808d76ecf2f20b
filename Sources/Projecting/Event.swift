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
