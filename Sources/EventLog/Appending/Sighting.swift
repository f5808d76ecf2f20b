package import Domain

/// A document as an append takes it.
package struct Sighting {
  package let schema: EventSchema
  package let source: SourceName
  package let naturalID: Bytes
  package let occurredAt: Instant?

  /// When the payload was fetched; the clock where the source has none.
  package let fetchedAt: Instant
  package let payloadRange: Range<Int>
  package let record: Record

  package init(
    schema: EventSchema, source: SourceName, naturalID: Bytes, occurredAt: Instant?,
    fetchedAt: Instant, payloadRange: Range<Int>, record: Record
  ) {
    self.schema = schema
    self.source = source
    self.naturalID = naturalID
    self.occurredAt = occurredAt
    self.fetchedAt = fetchedAt
    self.payloadRange = payloadRange
    self.record = record
  }
}
