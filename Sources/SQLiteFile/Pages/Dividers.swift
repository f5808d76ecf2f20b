/// The cells between the pages of one level, as they will stand one level higher.
///
/// Of a table tree each is the greatest rowid on its left; of an index tree it is an entry.
@safe struct Dividers {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { ends.count }

  mutating func append(_ cell: UnsafeRawBufferPointer) {
    unsafe bytes.append(contentsOf: cell)
    ends.append(bytes.count)
  }

  mutating func append(_ index: Int, of other: Dividers) {
    bytes += other.bytes[other.range(index)]
    ends.append(bytes.count)
  }

  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// What an interior cell takes: the *left child pointer*, the divider, and its pointer.
  func size(_ index: Int) -> Int {
    FileFormat.pageNumberSize + range(index).count + FileFormat.cellPointerSize
  }
}
