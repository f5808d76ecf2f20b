/// Sort keys of rows one after another, and an entry for each.
@safe final class KeyArena {
  private let keys = Memory(1 << 16)
  private(set) var size = 0
  private let entryMemory = Memory(1 << 12)
  private(set) var count = 0

  /// A key has its length before it.
  private static let lengthSize = 4

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
    keys.reserve(size + Self.lengthSize + count + Self.slack)
    return unsafe keys.base + size + Self.lengthSize
  }

  @inline(__always)
  func append(length: Int) {
    let start = unsafe keys.base + size
    unsafe start.storeBytes(of: UInt32(truncatingIfNeeded: length), as: UInt32.self)
    let stride = MemoryLayout<SortEntry>.stride
    entryMemory.reserve((count + 1) * stride)
    let entry = unsafe SortEntry(
      word: Self.word(start + Self.lengthSize, length), offset: UInt32(truncatingIfNeeded: size),
      row: UInt32(truncatingIfNeeded: count))
    unsafe (entryMemory.base + count * stride).storeBytes(of: entry, as: SortEntry.self)
    count += 1
    size += Self.lengthSize + length
  }

  func removeAll() {
    size = 0
    count = 0
  }

  @inline(__always)
  func length(_ entry: SortEntry) -> Int {
    unsafe Int((keys.base + Int(entry.offset)).loadUnaligned(as: UInt32.self))
  }

  /// A key's bytes; those behind it can be read up to a word.
  @inline(__always)
  func bytes(_ entry: SortEntry) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(
      start: keys.base + Int(entry.offset) + Self.lengthSize, count: length(entry))
  }

  /// Eight bytes of a key, zeros behind its end.
  @inline(__always)
  func word(_ entry: SortEntry, at depth: Int) -> UInt64 {
    let start = unsafe keys.base + Int(entry.offset) + Self.lengthSize
    return unsafe Self.word(start + depth, length(entry) - depth)
  }

  @inline(__always)
  private static func word(_ start: UnsafeRawPointer, _ length: Int) -> UInt64 {
    if length <= 0 { return 0 }
    let word = unsafe start.loadBigEndian()
    return length >= 8 ? word : word & (.max << UInt64(64 - 8 * length))
  }
}
