package import Domain

/// An event as a projector sees it: what happened, to which document, and when.
///
/// Borrowed: valid inside the call that hands it out.
package struct Event {
  package let position: Int64

  /// What orders the versions of a document: the source's time, else when it was fetched.
  package let clock: Instant

  /// When the log took it.
  package let recordedAt: Instant
  private let origin: EventOrigin

  /// What names the document inside its connection and kind.
  package let naturalID: Bytes
  private let body: Bytes

  package init(
    position: Int64, clock: Instant, recordedAt: Instant, origin: EventOrigin, naturalID: Bytes,
    body: Bytes
  ) {
    self.position = position
    self.clock = clock
    self.recordedAt = recordedAt
    self.origin = origin
    self.naturalID = naturalID
    self.body = body
  }

  package var schema: EventSchema { origin.schema }

  /// The cabinet or the 1C base: `connection_mp_ref`.
  package var connection: String { origin.connection }
  package var kind: StreamKind { schema.kind }
  package var isWithdrawal: Bool { schema.isWithdrawal }

  /// Whether the event is of this type, in any version.
  package func `is`(_ type: any EventType.Type) -> Bool {
    schema.noun == type.noun && schema.kind == type.kind
  }

  /// The values in the newest shape; several records may be held at a time.
  package func record() throws(CodecError) -> RecordView {
    try origin.decoders.decoder(for: origin.schema).decode(body)
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

/// What all events of one type from one connection share: each of them holds this alone.
package final class EventOrigin {
  let schema: EventSchema
  let connection: String
  let decoders: DecoderPool

  package init(_ schema: EventSchema, connection: String, _ decoders: DecoderPool) {
    self.schema = schema
    self.connection = connection
    self.decoders = decoders
  }
}

/// Hands out decoders so that each record of a group keeps its own, and takes all back at once.
package final class DecoderPool {
  private var decoders: [[RecordDecoder]] = Array(repeating: [], count: EventTypes.all.count)
  private var used: [Int] = Array(repeating: 0, count: EventTypes.all.count)
  private var touched: [Int] = []

  package init() {}

  func decoder(for schema: EventSchema) -> RecordDecoder {
    let index = schema.index
    if used[index] == 0 { touched.append(index) }
    if used[index] == decoders[index].count {
      decoders[index].append(RecordDecoder(schema.layout))
    }
    used[index] += 1
    return decoders[index][used[index] - 1]
  }

  /// The records handed out so far are no longer used.
  package func reclaim() {
    if touched.isEmpty { return }
    for index in touched { used[index] = 0 }
    touched.removeAll(keepingCapacity: true)
  }
}
