/// Numbers in seven-bit groups, least significant first; a set high bit says that more follow.
@usableFromInline package enum Varint {
  @inlinable package static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  @inlinable package static func appendSigned(_ value: Int64, to bytes: inout [UInt8]) {
    append(zigzag(value), to: &bytes)
  }

  /// Small numbers of either sign become small numbers: 0, −1, 1, −2 → 0, 1, 2, 3.
  @inlinable package static func zigzag(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: (value << 1) ^ (value >> 63))
  }

  @inlinable package static func unzigzag(_ value: UInt64) -> Int64 {
    Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }
}
