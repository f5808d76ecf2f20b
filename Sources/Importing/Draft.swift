package import Domain

/// A document's state as an importer read it, before the log has seen it.
///
/// Borrowed: valid inside the call that hands it over.
package struct Draft {
  package let schema: EventSchema

  /// What names the document inside its connection and kind.
  package let naturalID: Bytes

  /// The source's own clock, where it has one; else the payload's fetched-at orders the versions.
  package let occurredAt: Instant?

  /// Where in the payload the row lies.
  package let source: Range<Int>

  package let record: Record
}
