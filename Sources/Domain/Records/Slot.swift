/// The place of one value in a record that has been decoded or is being filled.
///
/// A scalar's bits, or for text and lists the offset and length of its bytes.
@usableFromInline package struct Slot: Sendable {
  @usableFromInline package var bits: Int64
  @usableFromInline package var isPresent: Bool

  @inlinable
  package static var absent: Slot { Slot(bits: 0, isPresent: false) }

  @inlinable
  package init(bits: Int64, isPresent: Bool) {
    self.bits = bits
    self.isPresent = isPresent
  }

  /// Text or a list: where its bytes lie.
  @inlinable
  package init(_ range: Range<Int>) {
    bits = Int64(range.lowerBound) << 32 | Int64(range.count)
    isPresent = true
  }

  /// Where the bytes of text or of a list lie.
  @inlinable
  package var range: Range<Int> {
    let start = Int(bits >> 32)
    return start..<start + Int(bits & 0xFFFF_FFFF)
  }
}
