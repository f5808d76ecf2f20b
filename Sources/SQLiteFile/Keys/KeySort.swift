/// Sorts entries by their keys; equal keys stay in the order of their rows.
///
/// By eight bytes at a time: a radix sort by the bytes that vary, then every group of equal words by
/// the next eight bytes, until its keys have ended.
@safe struct KeySort {
  private let keys: KeyArena
  private let entries: UnsafeMutablePointer<SortEntry>
  private let spare: UnsafeMutablePointer<SortEntry>

  /// Groups that wait to be sorted: a stack of our own, whatever the keys.
  private var groups: [Group] = []

  private struct Group {
    var range: Range<Int>
    var depth: Int
  }

  private static let insertionMax = 32

  /// Sorts the entries of an arena, whose words are those of its keys' beginnings.
  static func sort(_ keys: KeyArena) {
    let count = keys.count
    if count < 2 { return }
    let spare = UnsafeMutablePointer<SortEntry>.allocate(capacity: count)
    defer { unsafe spare.deallocate() }
    var sort = unsafe KeySort(keys: keys, entries: keys.entries, spare: spare)
    sort.groups.append(Group(range: 0..<count, depth: 0))
    while let group = sort.groups.popLast() { sort.sort(group) }
  }

  private init(
    keys: KeyArena, entries: UnsafeMutablePointer<SortEntry>,
    spare: UnsafeMutablePointer<SortEntry>
  ) {
    self.keys = keys
    unsafe self.entries = entries
    unsafe self.spare = spare
  }

  private mutating func sort(_ group: Group) {
    let (range, depth) = (group.range, group.depth)
    if range.count <= Self.insertionMax {
      insertionSort(range, depth)
      return
    }
    let varying = varyingBits(range)
    if varying != 0 { radixSort(range, varying) }
    var start = range.lowerBound
    while start < range.upperBound {
      let word = unsafe entries[start].word
      var end = start + 1
      while end < range.upperBound, unsafe entries[end].word == word { end += 1 }
      if end - start > 1, unsafe keys.length(entries[start]) > depth + 8 {
        for index in start..<end {
          unsafe entries[index].word = keys.word(entries[index], at: depth + 8)
        }
        groups.append(Group(range: start..<end, depth: depth + 8))
      }
      start = end
    }
  }

  private func varyingBits(_ range: Range<Int>) -> UInt64 {
    let first = unsafe entries[range.lowerBound].word
    var varying: UInt64 = 0
    for index in range { unsafe varying |= entries[index].word ^ first }
    return varying
  }

  /// Sorts by the words, from their last byte to their first, skipping bytes that are all the same.
  private func radixSort(_ range: Range<Int>, _ varying: UInt64) {
    var from = unsafe entries + range.lowerBound
    var to = unsafe spare + range.lowerBound
    let count = range.count
    var isMoved = false
    for place in 0..<8 {
      let shift = UInt64(place * 8)
      if varying >> shift & 0xFF == 0 { continue }
      unsafe Self.radixPass(from, to, count, shift)
      unsafe swap(&from, &to)
      isMoved.toggle()
    }
    if isMoved { unsafe to.update(from: from, count: count) }
  }

  private static func radixPass(
    _ from: UnsafeMutablePointer<SortEntry>, _ to: UnsafeMutablePointer<SortEntry>, _ count: Int,
    _ shift: UInt64
  ) {
    var starts = InlineArray<256, Int32>(repeating: 0)
    for index in 0..<count {
      let byte = unsafe Int(truncatingIfNeeded: from[index].word &>> shift & 0xFF)
      starts[byte] &+= 1
    }
    var sum: Int32 = 0
    for byte in 0..<256 {
      let next = sum &+ starts[byte]
      starts[byte] = sum
      sum = next
    }
    for index in 0..<count {
      let entry = unsafe from[index]
      let byte = Int(truncatingIfNeeded: entry.word &>> shift & 0xFF)
      unsafe to[Int(starts[byte])] = entry
      starts[byte] &+= 1
    }
  }

  private func insertionSort(_ range: Range<Int>, _ depth: Int) {
    for index in range.dropFirst() {
      let entry = unsafe entries[index]
      var place = index
      while place > range.lowerBound, unsafe precedes(entry, entries[place - 1], depth) {
        unsafe entries[place] = entries[place - 1]
        place -= 1
      }
      unsafe entries[place] = entry
    }
  }

  private func precedes(_ lhs: SortEntry, _ rhs: SortEntry, _ depth: Int) -> Bool {
    if lhs.word != rhs.word { return lhs.word < rhs.word }
    let left = unsafe keys.bytes(lhs)
    let right = unsafe keys.bytes(rhs)
    if left.count <= depth + 8 { return false }
    let common = unsafe KeyOrder.common(left, right)
    return unsafe KeyOrder.precedes(left, right, common: common)
  }
}
