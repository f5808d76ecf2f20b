import Domain
import Platform

/// Sort keys of rows one after another, and an entry for each.
@safe final class KeyArena {
  private let keys = Memory(1 << 16)
  private(set) var size = 0
  private let entryMemory = Memory(1 << 12)
  private(set) var count = 0

  /// A key has its length before it, and the row that it belongs to, counted from 0.
  private static let headSize = 8
  private static let rowOffset = 4

  /// Bytes behind a key that a load of a whole word may touch.
  private static let slack = 8

  /// What offsets can say.
  static let sizeMax = Int(UInt32.max)

  var entries: UnsafeMutablePointer<SortEntry> {
    unsafe entryMemory.base.assumingMemoryBound(to: SortEntry.self)
  }

  /// Bytes that keys and entries take, those that the sort needs besides included.
  var memory: Int { size + 2 * count * MemoryLayout<SortEntry>.stride }

  /// Where the next key of at most `count` bytes is to be made; `append` takes it.
  @inline(__always)
  func room(_ count: Int) -> UnsafeMutableRawPointer {
    keys.reserve(size + Self.headSize + count + Self.slack)
    return unsafe keys.base + size + Self.headSize
  }

  @inline(__always)
  func append(length: Int, payload: Int) {
    let start = unsafe keys.base + size
    unsafe start.storeBytes(of: UInt32(truncatingIfNeeded: length), as: UInt32.self)
    unsafe (start + Self.rowOffset)
      .storeBytes(of: UInt32(truncatingIfNeeded: count), as: UInt32.self)
    let stride = MemoryLayout<SortEntry>.stride
    entryMemory.reserve((count + 1) * stride)
    let entry = unsafe SortEntry(
      word: Self.word(start + Self.headSize, length), offset: UInt32(truncatingIfNeeded: size),
      payload: UInt32(truncatingIfNeeded: payload))
    unsafe (entryMemory.base + count * stride).storeBytes(of: entry, as: SortEntry.self)
    count += 1
    size += Self.headSize + length
  }

  /// Says that an entry's key, if there is such an entry, is read soon.
  @inline(__always)
  func prefetch(_ index: Int) {
    if index >= count { return }
    let start = unsafe keys.base + Int(entries[index].offset)
    unsafe Bytes(UnsafeRawBufferPointer(start: start, count: Self.headSize)).prefetch()
  }

  func removeAll() {
    size = 0
    count = 0
  }

  /// The row that an entry's key belongs to, counted from 0 since the arena was empty.
  @inline(__always)
  func row(_ entry: SortEntry) -> Int {
    unsafe Int((keys.base + Int(entry.offset) + Self.rowOffset).loadUnaligned(as: UInt32.self))
  }

  @inline(__always)
  func length(_ entry: SortEntry) -> Int {
    unsafe Int((keys.base + Int(entry.offset)).loadUnaligned(as: UInt32.self))
  }

  /// A key's bytes; those behind it can be read up to a word.
  @inline(__always)
  func bytes(_ entry: SortEntry) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(
      start: keys.base + Int(entry.offset) + Self.headSize, count: length(entry))
  }

  /// Eight bytes of a key, zeros behind its end.
  @inline(__always)
  func word(_ entry: SortEntry, at depth: Int) -> UInt64 {
    let start = unsafe keys.base + Int(entry.offset) + Self.headSize
    return unsafe Self.word(start + depth, length(entry) - depth)
  }

  @inline(__always)
  private static func word(_ start: UnsafeRawPointer, _ length: Int) -> UInt64 {
    if length <= 0 { return 0 }
    let word = unsafe start.loadBigEndian()
    return length >= 8 ? word : word & (.max << UInt64(64 - 8 * length))
  }
}
