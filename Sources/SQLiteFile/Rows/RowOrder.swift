import Domain

/// Sees to it that rows come in the order of their primary key, and counts its beginnings.
@safe final class RowOrder {
  private let columns: [Int]
  private(set) var statistics: Statistics

  /// The key of the row before and that of the next one, by turns.
  private var previous = Memory(256)
  private var next = Memory(256)
  private var previousSize = -1
  private var ends: [Int]

  /// Without a key, rows may come in any order.
  init(_ key: IndexSchema?) {
    columns = key?.keyColumns ?? []
    statistics = Statistics(columns: columns.count)
    ends = Array(repeating: 0, count: columns.count)
  }

  /// Takes the next row; false when it is not above the one before.
  func take(_ row: RowRecord) -> Bool {
    if ends.isEmpty { return true }
    let size = Lent(next).use { next in
      next.reserve(row.keyRoom(columns))
      return unsafe put(row, at: next.base)
    }
    if previousSize >= 0 {
      let old = unsafe Lent(previous).use { unsafe $0.bytes(0..<previousSize) }
      let new = unsafe Lent(next).use { unsafe $0.bytes(0..<size) }
      let common = unsafe KeyOrder.common(old, new)
      guard common < size, unsafe KeyOrder.precedes(old, new, common: common) else { return false }
      var equal = 0
      while equal < ends.count, ends[equal] <= common { equal += 1 }
      statistics.add(equal: equal)
    } else {
      statistics.add(equal: 0)
    }
    previousSize = size
    swap(&previous, &next)
    return true
  }

  /// Writes the key; where its columns end is the same for both keys as far as they agree.
  private func put(_ row: RowRecord, at start: UnsafeMutableRawPointer) -> Int {
    var end = unsafe start
    for index in 0..<columns.count {
      unsafe end = row.putKey(columns[index], at: end)
      ends[index] = unsafe end - start
    }
    return unsafe end - start
  }
}
