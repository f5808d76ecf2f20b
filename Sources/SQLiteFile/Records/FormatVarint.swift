import Domain

/// The file format's *varint*: seven bits a byte, the most significant first, a high bit for more; a
/// ninth byte has eight bits.
enum FormatVarint {
  @inline(__always)
  static func size(_ value: Int) -> Int {
    if value < 0 { return FileFormat.varintSizeMax }
    if value < 1 << 7 { return 1 }
    if value < 1 << 14 { return 2 }
    return min(FileFormat.varintSizeMax, (Int.bitWidth - value.leadingZeroBitCount + 6) / 7)
  }

  /// Writes the number and gives the address behind it.
  @inline(__always)
  static func put(_ value: Int, at start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    if value >= 0, value < 1 << 7 {
      unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
      return unsafe start + 1
    }
    if value >= 0, value < 1 << 14 {
      let bytes = UInt16(truncatingIfNeeded: (value & 0x3F80) << 1 | (value & 0x7F) | 0x8000)
      unsafe start.storeBigEndian(bytes)
      return unsafe start + 2
    }
    return unsafe putLong(value, at: start)
  }

  /// Appends a number that is not negative.
  @inline(__always)
  static func append(_ value: Int, to target: ByteBuffer) {
    if value < 1 << 7 {
      target.append(UInt8(truncatingIfNeeded: value))
    } else if value < 1 << 14 {
      target.append(UInt8(truncatingIfNeeded: value >> 7) | 0x80)
      target.append(UInt8(truncatingIfNeeded: value & 0x7F))
    } else {
      appendLong(value, to: target)
    }
  }

  static func appendLong(_ value: Int, to target: ByteBuffer) {
    var bytes = InlineArray<9, UInt8>(repeating: 0)
    var rest = value
    let count = size(value)
    precondition(value >= 0 && count < FileFormat.varintSizeMax)
    for place in (0..<count).reversed() {
      bytes[place] = UInt8(truncatingIfNeeded: rest & 0x7F) | (place == count - 1 ? 0 : 0x80)
      rest >>= 7
    }
    for place in 0..<count { target.append(bytes[place]) }
  }

  /// Reads a number of ours, of less than nine bytes, and goes behind it.
  @inline(__always)
  static func read(_ bytes: Bytes, _ place: inout Int) -> Int {
    var value = 0
    while true {
      let byte = bytes[place]
      place += 1
      value = value << 7 | Int(byte & 0x7F)
      if byte < 0x80 { return value }
    }
  }

  private static func putLong(
    _ value: Int, at start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    let count = size(value)
    var rest = UInt64(bitPattern: Int64(value))
    var place = count - 1
    if count == FileFormat.varintSizeMax {
      unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: 8, as: UInt8.self)
      rest >>= 8
      place -= 1
    }
    while place >= 0 {
      let more: UInt8 = place == count - 1 ? 0 : 0x80
      unsafe start.storeBytes(
        of: UInt8(truncatingIfNeeded: rest & 0x7F) | more, toByteOffset: place, as: UInt8.self)
      rest >>= 7
      place -= 1
    }
    return unsafe start + count
  }
}
