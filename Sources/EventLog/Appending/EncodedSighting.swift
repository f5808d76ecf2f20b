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
