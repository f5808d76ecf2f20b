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
