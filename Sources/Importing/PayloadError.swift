/// Why a payload cannot be taken at all, and where in it the reason lies.
package struct PayloadError: Error, Equatable {
  /// What is wrong, in words for people.
  package let reason: String

  /// The byte, from 0, or `nil` when the whole payload is meant.
  package let offset: Int?

  package init(_ reason: String, at offset: Int? = nil) {
    self.reason = reason
    self.offset = offset
  }
}

/// Why one row was not taken: the others are.
package struct RowError: Error, Equatable {
  /// The source's own name of the field.
  package let field: String
  package let reason: String

  package init(_ field: String, _ reason: String) {
    self.field = field
    self.reason = reason
  }
}
