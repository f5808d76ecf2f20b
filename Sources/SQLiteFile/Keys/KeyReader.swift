import Domain

/// Reads the values of a sort key back and appends them to a record.
@safe final class KeyReader {
  private let plain = ByteBuffer()

  /// Appends the value at `offset` of a key; gives the offset behind it.
  ///
  /// Eight bytes behind the key can be read.
  func appendValue(
    of key: UnsafeRawPointer, at offset: Int, to record: RecordEncoder
  ) -> Int {
    let tag = unsafe key.load(fromByteOffset: offset, as: UInt8.self)
    if tag == SortKey.null {
      record.appendNull()
      return offset + 1
    }
    if tag < SortKey.text {
      let isNegative = tag < SortKey.integer
      let size = Int(isNegative ? SortKey.integer - 1 - tag : tag - SortKey.integer)
      let word = unsafe (key + offset + 1).loadBigEndian()
      let bits = size == 0 ? 0 : word >> UInt64(64 - 8 * size)
      let sign: UInt64 = !isNegative ? 0 : size == 8 ? 0 : .max << UInt64(8 * size)
      record.append(Int64(bitPattern: bits | sign))
      return offset + 1 + size
    }
    return unsafe appendBytes(
      of: key, at: offset + 1, to: record, tag == SortKey.text ? .text : .blob)
  }

  private func appendBytes(
    of key: UnsafeRawPointer, at start: Int, to record: RecordEncoder, _ kind: Column.Kind
  ) -> Int {
    var end = unsafe Self.zero(in: key, from: start)
    if unsafe key.load(fromByteOffset: end + 1, as: UInt8.self) == SortKey.end {
      record.append(unsafe Self.bytes(key, start..<end), kind)
      return end + 2
    }
    plain.removeAll()
    var from = start
    while true {
      let isEnd = unsafe key.load(fromByteOffset: end + 1, as: UInt8.self) == SortKey.end
      plain.append(unsafe Self.bytes(key, from..<end + (isEnd ? 0 : 1)))
      from = end + 2
      if isEnd { break }
      end = unsafe Self.zero(in: key, from: from)
    }
    record.append(plain.bytes, kind)
    return from
  }

  private static func bytes(_ key: UnsafeRawPointer, _ range: Range<Int>) -> Bytes {
    unsafe Bytes(UnsafeRawBufferPointer(start: key + range.lowerBound, count: range.count))
  }

  /// The place of the first zero byte from `start` on: every text has one behind it.
  @inline(__always)
  private static func zero(in key: UnsafeRawPointer, from start: Int) -> Int {
    var place = start
    while true {
      let word = unsafe UInt64(littleEndian: (key + place).loadUnaligned(as: UInt64.self))
      let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if zeros != 0 { return place + (zeros.trailingZeroBitCount >> 3) }
      place += 8
    }
  }
}
