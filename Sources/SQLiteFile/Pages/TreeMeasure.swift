/// Counts the pages of an index tree without making them.
///
/// It goes the way of `TreeWriter` by the sizes of the entries alone, so that several trees can be
/// written at once, each where the one before it will end.
struct TreeMeasure {
  private let pageSize: Int
  private let bounds: PayloadBounds
  private var leaf: Leaf
  private var pages = 0

  /// The entry that did not fit its leaf, and the sizes of those that went up.
  private var pending = 0

  /// What the leaf's last entry takes where it is not padded to the least cell.
  private var last = 0
  private var dividers: [Int] = []

  init(pageSize: Int) {
    self.pageSize = pageSize
    bounds = PayloadBounds(pageSize: pageSize, isIndex: true)
    leaf = Leaf(pageSize: pageSize, withheld: 0)
  }

  /// Counts the next entry.
  @inline(__always)
  mutating func add(payload: Int) {
    if pending > 0 {
      closeLeaf(divider: pending)
      pending = 0
    }
    var size = FormatVarint.size(payload) + payload
    if payload > bounds.localMax {
      size = FormatVarint.size(payload) + bounds.local(payload) + FileFormat.pageNumberSize
      pages += bounds.overflowPages(payload)
    }
    let padded = max(FileFormat.cellSizeMin, size)
    if leaf.fits(padded) {
      leaf.take(padded)
      last = size
    } else {
      pending = size
    }
  }

  private mutating func closeLeaf(divider: Int) {
    dividers.append(divider + FileFormat.pageNumberSize + FileFormat.cellPointerSize)
    pages += 1
    leaf = Leaf(pageSize: pageSize, withheld: 0)
  }

  /// Counts the last leaves and the interior levels; gives the number of all pages.
  mutating func finish() -> Int {
    if pending > 0 { closeLeaf(divider: last) }
    pages += 1
    let capacity = pageSize - FileFormat.interiorHeaderSize
    while !dividers.isEmpty {
      let level = InteriorLevels.pages(dividers.count, capacity: capacity) { dividers[$0] }
      pages += level.count
      dividers = level.dropLast().map { dividers[$0.upperBound] }
    }
    return pages
  }
}
