/// Builds the *interior pages* above the leaves, level by level, up to the root.
struct InteriorLevels {
  /// Of the level that has not got its parents yet.
  private var children: [Int]
  private var dividers: Dividers
  private let pageType: UInt8
  private let space: PageSpace

  init(_ children: [Int], _ dividers: Dividers, _ pageType: UInt8, _ space: PageSpace) {
    self.children = children
    self.dividers = dividers
    self.pageType = pageType
    self.space = space
  }

  /// Writes all levels and gives the number of the root.
  mutating func writeRoot() throws(SQLiteFileError) -> Int {
    let capacity = space.pageSize - FileFormat.interiorHeaderSize
    while children.count > 1 { try writeLevel(capacity) }
    return children[0]
  }

  /// Writes levels until one page holds the rest, and makes that page behind the database header.
  mutating func fill(pageOne: UnsafeMutableRawPointer) throws(SQLiteFileError) {
    let header = FileFormat.databaseHeaderSize
    let capacity = space.pageSize - FileFormat.interiorHeaderSize - header
    while (0..<dividers.count).reduce(0, { $0 + dividers.size($1) }) > capacity {
      try writeLevel(capacity)
    }
    unsafe fill(pageOne, header: header, 0..<dividers.count)
  }

  /// Writes one level: each page takes as many dividers as it holds, and the one after them goes up.
  private mutating func writeLevel(_ capacity: Int) throws(SQLiteFileError) {
    var above: [Int] = []
    var aboveDividers = Dividers()
    for range in Self.pages(dividers.count, capacity: capacity, dividers.size) {
      let page = unsafe try space.room()
      unsafe fill(page, header: 0, range)
      above.append(try space.gather())
      if range.upperBound < dividers.count { aboveDividers.append(range.upperBound, of: dividers) }
    }
    children = above
    dividers = aboveDividers
  }

  /// Which dividers each page of a level takes; between two pages one is left, that goes up.
  static func pages(_ count: Int, capacity: Int, _ size: (Int) -> Int) -> [Range<Int>] {
    var pages: [Range<Int>] = []
    var first = 0
    while true {
      var end = first
      var used = 0
      while end < count, used + size(end) <= capacity {
        used += size(end)
        end += 1
      }
      // A page with one child has no cell: the last page takes one from this one.
      if end == count - 1 { end -= 1 }
      pages.append(first..<end)
      if end == count { return pages }
      first = end + 1
    }
  }

  /// Makes an interior page of a range of dividers; its *right-most pointer* is the child after them.
  private func fill(_ page: UnsafeMutableRawPointer, header: Int, _ range: Range<Int>) {
    var content = space.pageSize
    var pointer = header + FileFormat.interiorHeaderSize
    for index in range {
      let divider = dividers.range(index)
      content -= FileFormat.pageNumberSize + divider.count
      let cell = unsafe page + content
      unsafe cell.storeBigEndian(UInt32(truncatingIfNeeded: children[index]))
      unsafe dividers.bytes.withUnsafeBytes { bytes in
        guard let source = bytes.baseAddress else { return }
        unsafe (cell + FileFormat.pageNumberSize)
          .copyMemory(from: source + divider.lowerBound, byteCount: divider.count)
      }
      unsafe (page + pointer).storeBigEndian(UInt16(truncatingIfNeeded: content))
      pointer += FileFormat.cellPointerSize
    }
    unsafe PageHeader.put(
      at: page + header, pageType, cells: range.count, contentStart: content)
    unsafe (page + header + FileFormat.leafHeaderSize)
      .storeBigEndian(UInt32(truncatingIfNeeded: children[range.upperBound]))
    unsafe PageHeader.clearGap(page, pointer..<content)
  }
}
