/// Compares sort keys.
enum KeyOrder {
  /// How many bytes two runs have in common at their beginning.
  @inline(__always)
  static func common(
    _ lhs: UnsafeRawBufferPointer, _ rhs: UnsafeRawBufferPointer
  ) -> Int {
    let count = min(lhs.count, rhs.count)
    guard let left = lhs.baseAddress, let right = rhs.baseAddress else { return 0 }
    var place = 0
    while place + 8 <= count {
      let difference = unsafe (left + place).loadBigEndian() ^ (right + place).loadBigEndian()
      if difference != 0 { return place + (difference.leadingZeroBitCount >> 3) }
      place += 8
    }
    while place < count {
      let a = unsafe left.load(fromByteOffset: place, as: UInt8.self)
      let b = unsafe right.load(fromByteOffset: place, as: UInt8.self)
      if a != b { return place }
      place += 1
    }
    return place
  }

  /// Whether the first key comes before the second, given what they have in common.
  @inline(__always)
  static func precedes(
    _ lhs: UnsafeRawBufferPointer, _ rhs: UnsafeRawBufferPointer, common: Int
  ) -> Bool {
    if common == lhs.count || common == rhs.count { return lhs.count < rhs.count }
    return unsafe lhs[common] < rhs[common]
  }
}
