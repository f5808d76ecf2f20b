package import Domain

/// Takes what an importer reads, and appends it in the same order on a thread of its own.
///
/// The bytes of the log are the same as when reading and appending take turns.
package final class AppendLine {
  private let documents: EncodingRelay

  /// `isParallel` is worth it for large payloads; small ones cost a thread more than they gain.
  package init(
    _ appender: Appender, _ source: SourceName, fetchedAt: Instant, isParallel: Bool
  ) {
    let states = StateNumbers()
    documents = EncodingRelay(isParallel: isParallel) { document in
      try appender.take(
        EncodedSighting(
          schema: document.schema, source: source, naturalID: document.naturalID,
          occurredAt: document.occurredAt, fetchedAt: fetchedAt,
          payloadRange: document.payloadRange, body: document.body,
          state: states.number(document.schema, document.body)))
    }
  }

  /// Takes one document; what the append threw meanwhile is thrown here.
  package func take(
    _ schema: EventSchema, _ naturalID: Bytes, occurredAt: Instant?, payloadRange: Range<Int>,
    _ record: Record
  ) throws {
    try documents.take(
      schema, naturalID, occurredAt: occurredAt, payloadRange: payloadRange, record)
  }

  /// Appends all that was taken; from here on the appender is the caller's again.
  package func finish() throws { try documents.finish() }

  /// Waits until nothing is being appended, whatever came of it.
  package func stop() { documents.stop() }
}
