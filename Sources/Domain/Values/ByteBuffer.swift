/// Bytes that grow at their end: the keys, rows and runs of a rebuild on their way.
///
/// An array does the same, but asks at every byte whether it is shared; here one owner writes, and what
/// it lends out (`Bytes`) is valid until the next change. Accesses are not tracked at run time: the
/// buffer never calls out while it changes.
@safe @usableFromInline package final class ByteBuffer {
  @exclusivity(unchecked) @usableFromInline var base: UnsafeMutableRawPointer
  @exclusivity(unchecked) @usableFromInline var capacity: Int
  @exclusivity(unchecked) @usableFromInline var used = 0

  package init(capacity: Int = 256) {
    let size = max(16, capacity)
    unsafe base = .allocate(byteCount: size, alignment: 16)
    unsafe self.capacity = size
  }

  deinit { unsafe base.deallocate() }

  /// How many bytes there are.
  @inlinable
  package var count: Int { unsafe used }

  /// Makes room for so many more bytes.
  @inlinable
  package func reserve(_ more: Int) {
    if unsafe used + more > capacity { move(toCapacity: unsafe max(used + more, capacity * 2)) }
  }

  @usableFromInline
  func move(toCapacity size: Int) {
    let other = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    unsafe other.copyMemory(from: base, byteCount: used)
    unsafe base.deallocate()
    unsafe base = unsafe other
    unsafe capacity = size
  }

  /// Forgets the bytes and keeps the memory.
  @inlinable
  package func removeAll() { unsafe used = 0 }

  /// Forgets what comes after the first `count` bytes.
  @inlinable
  package func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count)
    unsafe used = count
  }

  /// Forgets the bytes and gives the memory back.
  package func release() {
    unsafe used = 0
    move(toCapacity: 16)
  }

  @inlinable
  package func append(_ byte: UInt8) {
    reserve(1)
    unsafe base.storeBytes(of: byte, toByteOffset: used, as: UInt8.self)
    unsafe used += 1
  }

  @inlinable
  package func append(_ bytes: Bytes) {
    reserve(bytes.count)
    if let source = unsafe bytes.buffer.baseAddress {
      unsafe (base + used).copyMemory(from: source, byteCount: bytes.count)
    }
    unsafe used += bytes.count
  }

  @inlinable
  package func append(_ bytes: [UInt8]) { bytes.borrowed { append($0) } }

  /// Appends a part of `source`; a short one as two words, where that many bytes lie behind it.
  @inlinable
  package func append(_ source: Bytes, _ part: Range<Int>) {
    precondition(part.lowerBound >= 0 && part.upperBound <= source.count)
    guard let start = unsafe source.base, !part.isEmpty else { return }
    let from = unsafe start + part.lowerBound
    if part.count <= 16, part.lowerBound + 16 <= source.count {
      reserve(16)
      let target = unsafe base + used
      let words = unsafe from.loadUnaligned(as: SIMD2<UInt64>.self)
      unsafe target.storeBytes(of: words, as: SIMD2<UInt64>.self)
    } else {
      reserve(part.count)
      unsafe (base + used).copyMemory(from: from, byteCount: part.count)
    }
    unsafe used += part.count
  }

  /// Appends what `write` puts behind the end: `room` bytes at most; it gives how many.
  @inlinable
  package func append(atMost room: Int, _ write: (UnsafeMutableRawPointer) -> Int) {
    reserve(room)
    let count = unsafe write(base + used)
    precondition(count >= 0 && count <= room)
    unsafe used += count
  }

  /// Appends the first bytes of a word, the most significant first.
  @inlinable
  package func append(_ count: Int, of word: UInt64) {
    precondition(count >= 0 && count <= 8)
    reserve(8)
    unsafe base.storeBytes(of: word.bigEndian, toByteOffset: used, as: UInt64.self)
    unsafe used += count
  }

  /// Eight bytes from `offset` on as a number, the most significant first; behind the end they may be
  /// anything.
  @inlinable
  package func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset <= count)
    reserve(8)
    return unsafe UInt64(bigEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Appends text as UTF-8.
  package func append(_ text: String) {
    text.borrowed { append($0) }
  }

  /// Appends a number's decimal digits, behind a minus when it is negative.
  package func append(digits number: Int64) {
    var rest = number.magnitude
    var places = 1
    while rest >= 10 {
      rest /= 10
      places += 1
    }
    let length = number < 0 ? places + 1 : places
    unsafe append(atMost: length) { target in
      var rest = number.magnitude
      for place in (length - places..<length).reversed() {
        unsafe target.storeBytes(of: 0x30 + UInt8(rest % 10), toByteOffset: place, as: UInt8.self)
        rest /= 10
      }
      if number < 0 { unsafe target.storeBytes(of: 0x2D, as: UInt8.self) }
      return length
    }
  }

  /// Appends eight bytes, the most significant first.
  @inlinable
  package func append(bigEndian value: Int64) {
    reserve(8)
    unsafe base.storeBytes(of: value.bigEndian, toByteOffset: used, as: Int64.self)
    unsafe used += 8
  }

  /// Appends four bytes, the most significant first.
  @inlinable
  package func append(bigEndian value: UInt32) {
    reserve(4)
    unsafe base.storeBytes(of: value.bigEndian, toByteOffset: used, as: UInt32.self)
    unsafe used += 4
  }

  /// Appends a number as a varint (`Varint`).
  @inlinable
  package func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Appends a number of either sign as a varint.
  @inlinable
  package func append(signed value: Int64) { append(varint: Varint.zigzag(value)) }

  /// All bytes, until the next change.
  @inlinable
  package var bytes: Bytes {
    unsafe Bytes(UnsafeRawBufferPointer(start: UnsafeRawPointer(base), count: used))
  }

  /// A part, until the next change.
  @inlinable
  package subscript(range: Range<Int>) -> Bytes { bytes[range] }
}
