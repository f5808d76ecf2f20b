/// Bytes that are not a record of the shape that they claim to be.
@usableFromInline package struct CodecError: Error, Equatable, CustomStringConvertible {
  @usableFromInline package enum Reason: String, Sendable {
    case truncated = "the bytes end too early"
    case overflow = "a number is larger than 64 bits"
    case unknownField = "a field is set that the schema does not have"
    case trailing = "bytes are left over"
  }

  @usableFromInline package let offset: Int
  @usableFromInline package let reason: Reason

  @inlinable package init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }

  @usableFromInline package var description: String { "byte \(offset): \(reason.rawValue)" }
}
