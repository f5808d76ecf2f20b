import Digest
package import Domain

/// A sighting of a document in the form that the log stores.
///
/// Borrowed: valid inside the call that hands it over.
package struct EncodedSighting {
  package let schema: EventSchema
  package let source: SourceName
  package let naturalID: Bytes
  package let occurredAt: Instant?

  /// When the payload was fetched; the clock where the source has none.
  package let fetchedAt: Instant
  package let payloadRange: Range<Int>

  /// The encoded record.
  let body: Bytes

  /// Equal states of a document have equal numbers; never that of a withdrawal.
  let state: Int64

  package init(
    schema: EventSchema, source: SourceName, naturalID: Bytes, occurredAt: Instant?,
    fetchedAt: Instant, payloadRange: Range<Int>, body: Bytes, state: Int64
  ) {
    self.schema = schema
    self.source = source
    self.naturalID = naturalID
    self.occurredAt = occurredAt
    self.fetchedAt = fetchedAt
    self.payloadRange = payloadRange
    self.body = body
    self.state = state
  }

  /// What orders the versions of its stream.
  var clock: Int64 { (occurredAt ?? fetchedAt).rawValue }
}

/// Numbers the states of documents: the first eight bytes of the SHA-256 over type and body.
///
/// Two states of one document that had equal numbers would be taken for one, and the later one lost:
/// in 64 bits of SHA-256 that happens to one pair in 10¹⁹.
package final class StateNumbers {
  private let digest = SHA256()
  private var tags: [Int: [UInt8]] = [:]

  package init() {}

  package func number(_ schema: EventSchema, _ body: Bytes) -> Int64 {
    if let tag = tags[schema.index] {
      digest.update(tag)
    } else {
      let tag = Array(schema.tag.utf8) + [0]
      tags[schema.index] = tag
      digest.update(tag)
    }
    digest.update(body)
    let state = Int64(bitPattern: digest.finalizeStart())
    return state == StreamVersion.withdrawn ? 1 : state
  }
}
