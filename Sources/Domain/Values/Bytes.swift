/// A borrowed run of bytes: a slice of a payload or of a block, never a copy.
///
/// It is valid only inside the call that handed it out. Everything above this file reads through
/// bounds-checked members; only this file knows that there is a pointer.
@safe @usableFromInline package struct Bytes {
  @usableFromInline let base: UnsafeRawPointer?

  /// How many bytes there are.
  @usableFromInline package let count: Int

  /// Borrows what `buffer` points to.
  @inlinable
  package init(_ buffer: UnsafeRawBufferPointer) {
    unsafe base = buffer.baseAddress
    count = buffer.count
  }

  @inlinable
  init(base: UnsafeRawPointer?, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// The bytes of a literal, which last as long as the program.
  @inlinable
  package init(_ literal: StaticString) {
    unsafe base = UnsafeRawPointer(literal.utf8Start)
    count = literal.utf8CodeUnitCount
  }

  /// No bytes.
  @inlinable
  package static var none: Bytes { unsafe Bytes(base: nil, count: 0) }

  @inlinable
  package var isEmpty: Bool { count == 0 }

  /// The pointer, for the floors that talk to C.
  @inlinable
  package var buffer: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: base, count: count)
  }

  /// The byte at `index`; outside the bounds the program stops.
  @inlinable
  package subscript(index: Int) -> UInt8 {
    guard index >= 0, index < count, let base = unsafe base else {
      preconditionFailure("byte \(index) of \(count)")
    }
    return unsafe base.load(fromByteOffset: index, as: UInt8.self)
  }

  /// A part, by offsets from the start of this one.
  @inlinable
  package subscript(range: Range<Int>) -> Bytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    guard let base = unsafe base else { return .none }
    return unsafe Bytes(base: base + range.lowerBound, count: range.count)
  }

  @inlinable
  package var first: UInt8? { count > 0 ? self[0] : nil }
  @inlinable
  package var last: UInt8? { count > 0 ? self[count - 1] : nil }

  @inlinable
  package func dropFirst(_ n: Int) -> Bytes { self[min(n, count)..<count] }
  @inlinable
  package func prefix(_ n: Int) -> Bytes { self[0..<min(n, count)] }

  /// Without ASCII spaces, tabs and line ends at both ends.
  @inlinable
  package var trimmed: Bytes {
    var start = 0
    var end = count
    while start < end, self[start].isSpace { start += 1 }
    while end > start, self[end - 1].isSpace { end -= 1 }
    return self[start..<end]
  }

  @inlinable
  package func firstIndex(of byte: UInt8) -> Int? { unsafe buffer.firstIndex(of: byte) }

  /// How often a byte occurs: lines are counted by it in large payloads.
  package func count(of byte: UInt8) -> Int {
    unsafe buffer.reduce(into: 0) { count, other in count &+= other == byte ? 1 : 0 }
  }

  package func lastIndex(of byte: UInt8) -> Int? {
    for index in (0..<count).reversed() where self[index] == byte { return index }
    return nil
  }

  @inlinable
  package func hasPrefix(_ text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount && prefix(text.utf8CodeUnitCount) == text
  }

  package func hasSuffix(_ text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount && dropFirst(count - text.utf8CodeUnitCount) == text
  }

  /// Whether a literal, which is not empty, stands somewhere in the bytes.
  package func contains(_ text: StaticString) -> Bool {
    let size = text.utf8CodeUnitCount
    guard size <= count else { return false }
    let first = unsafe text.utf8Start[0]
    for start in 0...count - size
    where self[start] == first && self[start..<start + size] == text {
      return true
    }
    return false
  }

  /// Whether the bytes are exactly those of a literal.
  @inlinable
  package static func == (bytes: Bytes, text: StaticString) -> Bool {
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    for index in 0..<bytes.count
    where unsafe text.utf8Start[index] != bytes[index] { return false }
    return true
  }

  /// Whether the bytes are exactly those of an array.
  @inlinable
  package static func == (bytes: Bytes, array: [UInt8]) -> Bool {
    guard bytes.count == array.count else { return false }
    for index in 0..<bytes.count where bytes[index] != array[index] { return false }
    return true
  }

  @inlinable
  package static func != (bytes: Bytes, text: StaticString) -> Bool { !(bytes == text) }

  /// The bytes as text; invalid UTF-8 is replaced.
  package var string: String { unsafe String(decoding: buffer, as: UTF8.self) }

  /// A copy that outlives the call.
  @inlinable
  package var array: [UInt8] { unsafe [UInt8](buffer) }
}

extension Bytes: Equatable, Comparable, Hashable {
  @inlinable
  package static func == (lhs: Bytes, rhs: Bytes) -> Bool {
    lhs.count == rhs.count && order(lhs, rhs) == 0
  }

  /// Byte order, as SQLite's BINARY collation sorts.
  @inlinable
  package static func < (lhs: Bytes, rhs: Bytes) -> Bool {
    let head = order(lhs, rhs)
    return head < 0 || (head == 0 && lhs.count < rhs.count)
  }

  @inlinable
  static func order(_ lhs: Bytes, _ rhs: Bytes) -> Int {
    let count = min(lhs.count, rhs.count)
    guard let left = unsafe lhs.base, let right = unsafe rhs.base else { return 0 }
    var index = 0
    while index + 8 <= count {
      let a = unsafe left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let b = unsafe right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if a != b { return a.bigEndian < b.bigEndian ? -1 : 1 }
      index += 8
    }
    while index < count {
      let a = unsafe left.load(fromByteOffset: index, as: UInt8.self)
      let b = unsafe right.load(fromByteOffset: index, as: UInt8.self)
      if a != b { return a < b ? -1 : 1 }
      index += 1
    }
    return 0
  }

  /// A cheap number that equal runs share: from the length and the eight bytes at either end.
  @inlinable
  package var fingerprint: UInt64 {
    guard let base = unsafe base else { return 0 }
    var head: UInt64 = 0
    var tail: UInt64 = 0
    if count >= 8 {
      head = unsafe base.loadUnaligned(as: UInt64.self)
      tail = unsafe base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else {
      for index in 0..<count { head = head << 8 | UInt64(self[index]) }
    }
    let mixed = (head ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15 ^ tail &* 0xC2B2_AE3D_27D4_EB4F
    return (mixed ^ mixed >> 32) &* 0x9E37_79B9_7F4A_7C15
  }

  @inlinable
  package func hash(into hasher: inout Hasher) { unsafe hasher.combine(bytes: buffer) }
}

extension UInt8 {
  /// ASCII space, tab, carriage return or line feed.
  @inlinable
  package var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }

  /// `0` to `9`.
  @inlinable
  package var isDigit: Bool { self &- 0x30 < 10 }
}

extension String {
  /// Borrows the text's UTF-8 for the length of `body`.
  @inlinable
  package func borrowed<Result>(_ body: (Bytes) -> Result) -> Result {
    // Nearly all texts are contiguous: then nothing is copied or counted.
    let result = unsafe utf8.withContiguousStorageIfAvailable { utf8 in
      body(unsafe Bytes(UnsafeRawBufferPointer(utf8)))
    }
    if let result { return result }
    var text = self
    return text.withUTF8 { utf8 in body(unsafe Bytes(UnsafeRawBufferPointer(utf8))) }
  }
}

extension Array where Element == UInt8 {
  /// Borrows the array's bytes for the length of `body`.
  @inlinable
  package func borrowed<Result, E: Error>(
    _ body: (Bytes) throws(E) -> Result
  ) throws(E) -> Result {
    try withUnsafeBytesTyped(body)
  }

  @inlinable
  func withUnsafeBytesTyped<Result, E: Error>(
    _ body: (Bytes) throws(E) -> Result
  ) throws(E) -> Result {
    let outcome: Swift.Result<Result, E> = unsafe withUnsafeBytes { buffer in
      do throws(E) {
        return .success(try body(unsafe Bytes(buffer)))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Appends borrowed bytes.
  @inlinable
  package mutating func append(_ bytes: Bytes) { unsafe append(contentsOf: bytes.buffer) }
}
