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
