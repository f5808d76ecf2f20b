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
