package import Domain

/// What an importer made of one row: a draft that owns what it holds.
package struct Document {
  package var schema: EventSchema
  package var naturalID: String
  package var occurredAt: Instant?
  package var record: Record

  package init(
    _ schema: EventSchema, _ naturalID: String, at occurredAt: Instant? = nil, _ record: Record
  ) {
    self.schema = schema
    self.naturalID = naturalID
    self.occurredAt = occurredAt
    self.record = record
  }

  /// The longest natural id, in bytes.
  package static let naturalIDMax = 1_000
}

extension JSONRows {
  /// Reads every row as one document: it becomes a draft, or it is set aside and the others go on.
  package mutating func readDocuments(
    into intake: Intake, _ document: (JSONValue, Path) throws(RowError) -> Document
  ) throws(PayloadError) {
    try forEach(into: intake) { (row, path) throws(PayloadError) in
      try intake.take(row) { (row) throws(RowError) in try document(row, path) }
    }
  }
}

extension Intake {
  /// Takes one row as a document: it becomes a draft, or it is set aside.
  package func take(
    _ row: JSONValue, _ document: (JSONValue) throws(RowError) -> Document
  ) throws(PayloadError) {
    beginRow()
    let made: Document
    do throws(RowError) {
      try row.refuseDoubledKey()
      made = try document(row)
      guard made.naturalID.utf8.count <= Document.naturalIDMax else {
        throw RowError("id", "longer than \(Document.naturalIDMax) bytes")
      }
    } catch {
      setAside(at: row.range.lowerBound, error)
      return
    }
    try draft(
      made.schema, made.naturalID, occurredAt: made.occurredAt, source: row.range, made.record)
  }
}
