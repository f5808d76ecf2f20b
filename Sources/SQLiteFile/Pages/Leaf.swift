/// A *leaf page* being filled: cells from its end, their pointers from its beginning.
struct Leaf {
  private(set) var cells = 0
  private(set) var contentStart: Int

  /// Where the last cell that was added ends.
  private(set) var lastEnd: Int

  /// Bytes that stay free at the page's beginning, for the database header on page 1.
  private let withheld: Int
  private let pageSize: Int

  init(pageSize: Int, withheld: Int) {
    self.pageSize = pageSize
    self.withheld = withheld
    contentStart = pageSize
    lastEnd = pageSize
  }

  private var pointersEnd: Int {
    FileFormat.leafHeaderSize + cells * FileFormat.cellPointerSize
  }

  @inline(__always)
  func fits(_ size: Int) -> Bool {
    pointersEnd + FileFormat.cellPointerSize + size + withheld <= contentStart
  }

  /// Takes the room for a cell that fits.
  @inline(__always)
  mutating func take(_ size: Int) {
    lastEnd = contentStart
    contentStart -= size
    cells += 1
  }

  /// Takes the room for a cell that fits, and points to it.
  @inline(__always)
  mutating func add(_ size: Int, on page: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    let pointer = pointersEnd
    take(size)
    unsafe (page + pointer).storeBigEndian(UInt16(truncatingIfNeeded: contentStart))
    return unsafe page + contentStart
  }

  /// Where the last cell lies; after it is taken out it is no cell of this page.
  mutating func removeLast() -> Range<Int> {
    let cell = contentStart..<lastEnd
    contentStart = lastEnd
    cells -= 1
    return cell
  }

  /// Writes the header and zeros the gap: the page is finished.
  func close(_ page: UnsafeMutableRawPointer, _ type: UInt8) {
    unsafe PageHeader.put(at: page, type, cells: cells, contentStart: contentStart)
    unsafe PageHeader.clearGap(page, pointersEnd..<contentStart)
  }

  /// The same for the leaf that is page 1: header and pointers go behind the database header.
  func closeAsPageOne(_ page: UnsafeMutableRawPointer, _ type: UInt8) {
    let header = FileFormat.databaseHeaderSize
    let pointers = pointersEnd - FileFormat.leafHeaderSize
    unsafe (page + header + FileFormat.leafHeaderSize)
      .copyMemory(from: page + FileFormat.leafHeaderSize, byteCount: pointers)
    unsafe PageHeader.put(at: page + header, type, cells: cells, contentStart: contentStart)
    unsafe PageHeader.clearGap(page, pointersEnd + header..<contentStart)
  }
}
