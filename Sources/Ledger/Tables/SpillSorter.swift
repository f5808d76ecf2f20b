package import Domain
import Platform

/// Sorts any number of keyed byte strings in bounded memory.
///
/// What does not fit is sorted and written to a temporary file as a *run*; the runs are merged when
/// read. Keys are unique or equal keys may come in any order.
package final class SpillSorter {
  private struct Entry {
    let prefix: UInt64
    let offset: Int
    let keyCount: Int32
    let payloadCount: Int32
  }

  private var arena: [UInt8] = []
  private var entries: [Entry] = []
  private var isSorted = true
  private var runs: [SortedRun] = []
  private let folder: String
  private let name: String
  private let budget: SortBudget

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
  private(set) var size = 0

  package func add(key: [UInt8], payload: [UInt8]) throws {
    let added = key.count + payload.count + MemoryLayout<Entry>.stride
    try budget.grow(added)
    size += added
    let entry = Entry(
      prefix: Self.prefix(key), offset: arena.count, keyCount: Int32(key.count),
      payloadCount: Int32(payload.count))
    if isSorted, let last = entries.last {
      isSorted = unsafe arena.withUnsafeBufferPointer { buffer in
        unsafe !Self.precedes(buffer, key, entry.prefix, last)
      }
    }
    arena += key
    arena += payload
    entries.append(entry)
  }

  private static func prefix(_ key: [UInt8]) -> UInt64 {
    var prefix: UInt64 = 0
    for index in 0..<min(8, key.count) { prefix |= UInt64(key[index]) << UInt64(56 - index * 8) }
    return prefix
  }

  /// Whether a key comes before an entry of the arena.
  private static func precedes(
    _ buffer: UnsafeBufferPointer<UInt8>, _ key: [UInt8], _ prefix: UInt64, _ entry: Entry
  ) -> Bool {
    if prefix != entry.prefix { return prefix < entry.prefix }
    let other = unsafe UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(buffer)[entry.offset..<entry.offset + Int(entry.keyCount)])
    return key.borrowed { unsafe $0 < Bytes(other) }
  }

  private func sort() {
    if isSorted { return }
    unsafe arena.withUnsafeBytes { buffer in
      entries.sort { lhs, rhs in
        if lhs.prefix != rhs.prefix { return lhs.prefix < rhs.prefix }
        let a = unsafe UnsafeRawBufferPointer(
          rebasing: buffer[lhs.offset..<lhs.offset + Int(lhs.keyCount)])
        let b = unsafe UnsafeRawBufferPointer(
          rebasing: buffer[rhs.offset..<rhs.offset + Int(rhs.keyCount)])
        return unsafe Bytes(a) < Bytes(b)
      }
    }
    isSorted = true
  }

  /// Writes what is held as a run.
  func spill() throws {
    sort()
    let writer = try SortedRun.Writer("\(folder)/\(name).\(runs.count).run")
    for entry in entries {
      let end = entry.offset + Int(entry.keyCount) + Int(entry.payloadCount)
      try writer.add(keyCount: Int(entry.keyCount), arena[entry.offset..<end])
    }
    runs.append(try writer.finish())
    release()
  }

  private func release() {
    arena = []
    entries = []
    isSorted = true
    budget.shrink(size)
    size = 0
  }

  /// Calls `body` with every key and payload in order of key, once.
  package func forEachSorted(_ body: (Bytes, Bytes) throws -> Void) throws {
    if runs.isEmpty {
      sort()
      try arena.borrowed { (all) throws in
        for entry in entries {
          let start = entry.offset + Int(entry.keyCount)
          try body(all[entry.offset..<start], all[start..<start + Int(entry.payloadCount)])
        }
      }
    } else {
      if !entries.isEmpty { try spill() }
      try SortedRun.merge(runs, body)
    }
    release()
    runs = []
  }
}
