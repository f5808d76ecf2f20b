/// Values of an index entry, written so that their bytes sort as SQLite sorts the values.
///
/// NULL 01; an integer of n bytes 20+n and its bytes, a negative one 1F−n and the low bytes of its
/// two's complement; text 30, a blob 40, their bytes with 00 as 00 FF, and 00 01. No key is the
/// beginning of another one, and equal values have equal bytes.
enum SortKey {
  static let null: UInt8 = 0x01
  static let integer: UInt8 = 0x20
  static let text: UInt8 = 0x30
  static let blob: UInt8 = 0x40
  static let zeroEscape: UInt8 = 0xFF
  static let end: UInt8 = 0x01

  /// The most bytes that `put` writes for an integer or NULL, a store of a whole word included.
  static let scalarRoom = 9

  /// The most bytes that `put` writes for a text or blob of `count` bytes.
  static func room(_ count: Int) -> Int { 2 * count + 3 + 8 }

  @inline(__always)
  static func putNull(at start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    unsafe start.storeBytes(of: null, as: UInt8.self)
    return unsafe start + 1
  }

  @inline(__always)
  static func put(
    _ value: Int64, at start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    let size = (64 - (value ^ (value >> 63)).leadingZeroBitCount + 7) >> 3
    let tag = value >= 0 ? integer + UInt8(size) : integer - 1 - UInt8(size)
    unsafe start.storeBytes(of: tag, as: UInt8.self)
    let shifted = UInt64(bitPattern: value) &<< UInt64(truncatingIfNeeded: 64 - 8 * size)
    unsafe (start + 1).storeBigEndian(shifted)
    return unsafe start + 1 + size
  }

  @inline(__always)
  static func put(
    _ bytes: UnsafeRawBufferPointer, _ tag: UInt8, at start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    unsafe start.storeBytes(of: tag, as: UInt8.self)
    var target = unsafe start + 1
    if var source = bytes.baseAddress {
      let end = unsafe source + bytes.count
      while unsafe source + 8 <= end {
        let word = unsafe source.loadUnaligned(as: UInt64.self)
        unsafe target.storeBytes(of: word, as: UInt64.self)
        if hasZero(word) {
          unsafe target = putEscaped(source, 8, at: target)
        } else {
          unsafe target += 8
        }
        unsafe source += 8
      }
      unsafe target = putEscaped(source, end - source, at: target)
    }
    unsafe target.storeBytes(of: 0, as: UInt8.self)
    unsafe target.storeBytes(of: Self.end, toByteOffset: 1, as: UInt8.self)
    return unsafe target + 2
  }

  @inline(__always)
  private static func putEscaped(
    _ source: UnsafeRawPointer, _ count: Int, at start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    var target = unsafe start
    for index in 0..<count {
      let byte = unsafe source.load(fromByteOffset: index, as: UInt8.self)
      unsafe target.storeBytes(of: byte, as: UInt8.self)
      unsafe target += 1
      if byte == 0 {
        unsafe target.storeBytes(of: zeroEscape, as: UInt8.self)
        unsafe target += 1
      }
    }
    return unsafe target
  }

  @inline(__always)
  static func hasZero(_ word: UInt64) -> Bool {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
  }
}
