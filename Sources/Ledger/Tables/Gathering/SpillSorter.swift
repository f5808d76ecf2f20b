package import Domain
import Platform

/// Sorts any number of keyed byte strings in bounded memory.
///
/// What does not fit is sorted and written to a temporary file as a *run*; the runs are merged when
/// read. Keys are unique or equal keys may come in any order.
package final class SpillSorter {
  /// Where one key and its payload lie, and eight bytes of the key to sort by.
  private struct Entry {
    var prefix: UInt64
    let chunk: UInt32
    let offset: UInt32
    let keyCount: UInt32
    let payloadCount: UInt32
  }

  private var chunks: [ByteBuffer] = []
  private var entries: [Entry] = []
  private var isSorted = true
  private var runs: [SortedRun] = []
  private let folder: String
  private let name: String
  private let budget: SortBudget

  /// Memory is taken in pieces, so that nothing is copied when more is needed.
  private static let chunkSize = 1 << 20

  /// - Parameters:
  ///   - folder: where runs are written.
  ///   - name: the beginning of their names.
  ///   - budget: how much memory it may hold, with others that share it.
  package init(in folder: String, name: String, _ budget: SortBudget) {
    self.folder = folder
    self.name = name
    self.budget = budget
    budget.join(self)
  }

  /// Bytes held.
  package private(set) var size = 0

  /// Whether its entries are being handed out.
  private(set) var isRead = false

  /// How many entries were added.
  private(set) var count = 0

  /// Takes a key and its payload, which may come in three parts.
  package func add(key: Bytes, _ first: Bytes, _ second: Bytes = .none, _ third: Bytes = .none)
    throws
  {
    let payload = first.count + second.count + third.count
    let added = key.count + payload + MemoryLayout<Entry>.stride
    try budget.grow(added)
    size += added
    count += 1
    if isSorted { isSorted = !(key < lastKey) }
    makeRoom(key.count + payload)
    Lent(chunks[chunks.count - 1]).use { chunk in
      entries.append(
        Entry(
          prefix: 0, chunk: UInt32(chunks.count - 1), offset: UInt32(chunk.count),
          keyCount: UInt32(key.count), payloadCount: UInt32(payload)))
      let start = chunk.count
      chunk.append(key)
      lastKey = chunk[start..<chunk.count]
      chunk.append(first)
      chunk.append(second)
      chunk.append(third)
    }
  }

  /// The key that was added last, where it lies: no key is below none.
  private var lastKey = Bytes.none

  /// Sees to it that so many bytes fit in the last chunk.
  private func makeRoom(_ count: Int) {
    if let last = chunks.last, Lent(last).use({ $0.count + count <= Self.chunkSize }) { return }
    chunks.append(ByteBuffer(capacity: max(Self.chunkSize, count)))
  }

  private func key(_ entry: Entry) -> Bytes {
    let start = Int(entry.offset)
    return chunks[Int(entry.chunk)][start..<start + Int(entry.keyCount)]
  }

  private func payload(_ entry: Entry) -> Bytes {
    let start = Int(entry.offset) + Int(entry.keyCount)
    return chunks[Int(entry.chunk)][start..<start + Int(entry.payloadCount)]
  }

  /// Key and payload.
  private func whole(_ entry: Entry) -> Bytes {
    let start = Int(entry.offset)
    return chunks[Int(entry.chunk)][
      start..<start + Int(entry.keyCount) + Int(entry.payloadCount)]
  }

  /// Entries whose bytes are on their way while one is handed out.
  private static let entriesAhead = 3

  /// Says that a key, if the range has it, is read soon.
  private func expect(_ index: Int, in range: Range<Int>) {
    if index < range.upperBound { key(entries[index]).prefetch() }
  }

  private static let keysAhead = 8

  /// The next of the sorted entries, whose bytes stay where they are.
  private func next() -> (key: Bytes, payload: Bytes)? {
    guard read < entries.count else { return nil }
    let entry = entries[read]
    let later = read + Self.entriesAhead
    if later < entries.count { whole(entries[later]).prefetch() }
    read += 1
    return (key(entry), payload(entry))
  }

  /// How many entries were handed out.
  private var read = 0

  private func sort() {
    if !isSorted { sort(0..<entries.count, from: 0) }
    isSorted = true
  }

  /// Sorts entries whose keys are the same before `depth`: by the first eight bytes that differ, then
  /// those that share them further on.
  private func sort(_ range: Range<Int>, from depth: Int) {
    let shared = sharedCount(range, from: depth)
    for index in range {
      expect(index + Self.keysAhead, in: range)
      entries[index].prefix = key(entries[index]).word(at: shared)
    }
    order(range) { $0.prefix < $1.prefix }
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, entries[end].prefix == entries[start].prefix { end += 1 }
      if end - start > 1 { sortTies(start..<end, from: shared + 8) }
      start = end
    }
  }

  private func sortTies(_ range: Range<Int>, from depth: Int) {
    let isLong = entries[range].allSatisfy { Int($0.keyCount) > depth }
    if isLong, range.count > 32 { return sort(range, from: depth) }
    order(range) { key($0) < key($1) }
  }

  /// Sorts a range where it lies.
  private func order(_ range: Range<Int>, _ precedes: (Entry, Entry) -> Bool) {
    unsafe entries.withUnsafeMutableBufferPointer { all in
      var part = unsafe UnsafeMutableBufferPointer(rebasing: all[range])
      unsafe part.sort(by: precedes)
    }
  }

  /// How many bytes all keys of a range begin with.
  private func sharedCount(_ range: Range<Int>, from depth: Int) -> Int {
    let first = key(entries[range.lowerBound])
    var shared = first.count
    for index in range.dropFirst() {
      expect(index + Self.keysAhead, in: range)
      let other = key(entries[index])
      shared = min(shared, other.count)
      var place = depth
      while place < shared, first[place] == other[place] { place += 1 }
      shared = place
      if shared == depth { return depth }
    }
    return shared
  }

  /// Writes what is held as a run.
  func spill() throws {
    if entries.isEmpty { return }
    sort()
    try write { writer in
      for entry in entries { try writer.add(key(entry), payload(entry)) }
    }
    release()
    if runs.count == Self.runsMax {
      // The smaller half: what is large already is not written over and over.
      runs.sort { $0.size < $1.size }
      let merged = Array(runs.prefix(Self.runsMax / 2))
      runs.removeFirst(merged.count)
      try write { writer in try SortedRun.merge(merged, writer.add) }
    }
  }

  /// Runs that are read at once: each is an open file.
  private static let runsMax = 128

  private func write(_ body: (SortedRun.Writer) throws -> Void) throws {
    runCount += 1
    let writer = try SortedRun.Writer("\(folder)/\(name).\(runCount).run")
    try body(writer)
    runs.append(try writer.finish())
  }

  private var runCount = 0

  private func release() {
    read = 0
    lastKey = .none
    chunks = []
    entries = []
    isSorted = true
    budget.shrink(size)
    size = 0
  }

  /// Whether what `forEachSorted` hands out stays where it is until its `end`: nothing was spilled.
  var isInMemory: Bool { runs.isEmpty }

  /// Calls `body` with every key and payload in order of key, then `end`, once.
  package func forEachSorted(
    _ body: (Bytes, Bytes) throws -> Void, end: () throws -> Void = {}
  ) throws {
    sort()
    isRead = true
    defer { isRead = false }
    if runs.isEmpty {
      while let entry = next() { try body(entry.key, entry.payload) }
    } else {
      // What is still held is one more run: it was never written.
      try SortedRun.merge(runs + [SortedRun(held: next)], body)
    }
    try end()
    release()
    runs = []
  }
}

extension Bytes {
  /// Four bytes as a number, the most significant first.
  func bigEndian32(at offset: Int) -> UInt32 {
    unsafe UInt32(bigEndian: self[offset..<offset + 4].buffer.loadUnaligned(as: UInt32.self))
  }

  /// Eight bytes as a number that sorts as they do; zeros where there are fewer.
  fileprivate func word(at offset: Int) -> UInt64 {
    if offset + 8 <= count {
      return unsafe UInt64(
        bigEndian: self[offset..<offset + 8].buffer.loadUnaligned(as: UInt64.self))
    }
    var word: UInt64 = 0
    for index in offset..<max(offset, count) {
      word |= UInt64(self[index]) << UInt64(56 - (index - offset) * 8)
    }
    return word
  }
}
