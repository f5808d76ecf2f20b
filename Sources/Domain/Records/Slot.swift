/// The place of one value in a record that has been decoded or is being filled.
///
/// A scalar's bits, or for text and lists the offset and length of its bytes.
package struct Slot: Sendable {
  package var bits: Int64
  package var isPresent: Bool

  package static let absent = Slot(bits: 0, isPresent: false)

  @usableFromInline
  package init(bits: Int64, isPresent: Bool) {
    self.bits = bits
    self.isPresent = isPresent
  }

  /// Text or a list: where its bytes lie.
  package init(_ range: Range<Int>) {
    bits = Int64(range.lowerBound) << 32 | Int64(range.count)
    isPresent = true
  }

  var range: Range<Int> {
    let start = Int(bits >> 32)
    return start..<start + Int(bits & 0xFFFF_FFFF)
  }
}
