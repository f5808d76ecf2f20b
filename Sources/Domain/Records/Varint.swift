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

/// Reads numbers and runs of bytes one after another, never past the end.
@safe @usableFromInline package struct ByteReader {
  @usableFromInline let bytes: Bytes

  /// Where the next read begins.
  @usableFromInline package internal(set) var offset: Int

  @inlinable package init(_ bytes: Bytes, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  @inlinable package var isAtEnd: Bool { offset >= bytes.count }

  /// How many bytes are not yet read.
  @inlinable package var left: Int { bytes.count - offset }

  @inlinable package mutating func byte() throws(CodecError) -> UInt8 {
    guard offset < bytes.count else { throw CodecError(offset: offset, reason: .truncated) }
    defer { offset += 1 }
    return unsafe bytes.buffer.load(fromByteOffset: offset, as: UInt8.self)
  }

  @inlinable package mutating func varint() throws(CodecError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      if shift == 63, next > 1 { throw CodecError(offset: offset, reason: .overflow) }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
      if shift > 63 { throw CodecError(offset: offset, reason: .overflow) }
    }
  }

  @inlinable package mutating func signed() throws(CodecError) -> Int64 {
    Varint.unzigzag(try varint())
  }

  /// A number that counts bytes or things: not more than the bytes there are.
  @inlinable package mutating func count() throws(CodecError) -> Int {
    try count(atMost: bytes.count)
  }

  /// A number that is not more than `limit`.
  @inlinable package mutating func count(atMost limit: Int) throws(CodecError) -> Int {
    let value = try varint()
    guard value <= UInt64(limit) else { throw CodecError(offset: offset, reason: .truncated) }
    return Int(value)
  }

  @inlinable package mutating func run(_ count: Int) throws(CodecError) -> Range<Int> {
    guard count <= bytes.count - offset else {
      throw CodecError(offset: offset, reason: .truncated)
    }
    defer { offset += count }
    return offset..<offset + count
  }
}

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
