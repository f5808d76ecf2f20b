/// A run of bytes of our own, for the loops that write by offset.
///
/// Its owner keeps every access inside `capacity`; only the files of this floor that fill pages and
/// records reach for `base`.
@safe final class Memory {
  private(set) var base: UnsafeMutableRawPointer
  private(set) var capacity: Int

  /// Bytes that hold nothing yet; whole pages of the system that are not touched cost nothing.
  init(_ capacity: Int) {
    self.capacity = capacity
    unsafe base = .allocate(byteCount: max(1, capacity), alignment: 16)
  }

  deinit { unsafe base.deallocate() }

  /// Makes room for `needed` bytes; what is there stays.
  func reserve(_ needed: Int) {
    if needed <= capacity { return }
    let larger = max(needed, capacity * 2)
    let fresh = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    unsafe fresh.copyMemory(from: base, byteCount: capacity)
    unsafe base.deallocate()
    unsafe base = fresh
    capacity = larger
  }

  /// The bytes of a range, valid until the next `reserve`.
  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}

extension UnsafeMutableRawPointer {
  /// Stores an integer at an address of any alignment, its most significant byte first.
  @inline(__always)
  func storeBigEndian<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
    unsafe storeBytes(of: value.bigEndian, as: Value.self)
  }
}

extension UnsafeRawPointer {
  /// Loads eight bytes from an address of any alignment, the first one the most significant.
  @inline(__always)
  func loadBigEndian() -> UInt64 { unsafe UInt64(bigEndian: loadUnaligned(as: UInt64.self)) }
}
