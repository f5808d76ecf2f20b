/// The *b-tree page header*.
enum PageHeader {
  /// Writes the fields that leaves and interior pages share.
  ///
  /// There are no *freeblocks* and no *fragmented free bytes*; a content start of 65,536 is stored
  /// as 0.
  static func put(
    at start: UnsafeMutableRawPointer, _ type: UInt8, cells: Int, contentStart: Int
  ) {
    unsafe start.storeBytes(of: type, as: UInt8.self)
    unsafe (start + 1).storeBigEndian(0 as UInt16)
    unsafe (start + 3).storeBigEndian(UInt16(truncatingIfNeeded: cells))
    unsafe (start + 5).storeBigEndian(UInt16(truncatingIfNeeded: contentStart))
    unsafe (start + 7).storeBytes(of: 0, as: UInt8.self)
  }

  /// Zeros the *unallocated space*: what another page left there must not come into the file.
  static func clearGap(_ page: UnsafeMutableRawPointer, _ gap: Range<Int>) {
    unsafe (page + gap.lowerBound)
      .initializeMemory(as: UInt8.self, repeating: 0, count: gap.count)
  }
}
