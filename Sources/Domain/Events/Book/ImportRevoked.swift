/// What an import said was taken back: tables and appends pass over it from here on.
///
/// Nothing is deleted: `svod as-of` before this position still knows it, and the payload may be
/// imported again.
package struct ImportRevoked: EventType {
  package static let kind = StreamKind("book.imports")
  package static let noun = "revoked"

  package let imported = Field<Int64>(1, "Number of the import")
  package let reason = Field<Text>(2, "Why it was revoked")
  package let author = Field<Text>(3, "Who revoked it")
  package let passed_over = Field<List<PositionRun>>(
    4, "Events that count no more: those of the import, and those that only it had caused")
  package init() {}
}

/// An archived payload was read again by a newer importer, and what it says now was accepted.
package struct ImportReread: EventType {
  package static let kind = ImportRevoked.kind
  package static let noun = "reread"

  package let imported = Field<Int64>(1, "Number of the import whose payload it is")
  package let importer = Field<Int64>(2, "Version of the importer that read it")
  package let passed_over = Field<List<PositionRun>>(
    3, "Events that count no more: the importer reads these rows otherwise now")
  package init() {}
}

/// Events that follow each other in the log.
package struct PositionRun: Fields {
  package let first = Field<Int64>(1, "Position of the first event")
  package let last = Field<Int64>(2, "Position of the last event")
  package init() {}
}
