import Platform

/// One sorted run of keys in a temporary file: row, length, key, again and again.
@safe final class KeyRun: MergedRun {
  static let headSize = 12
  static let bufferSize = 1 << 18
  static let bufferSizeMin = 1 << 12
  private static let slack = 8

  private let file: PositionedFile
  private var rest: Range<Int>
  private let buffer = Memory(0)
  private var used = 0
  private var filled = 0
  private var length = 0

  /// The row that the current key belongs to.
  private(set) var row = 0
  private(set) var isAtEnd = false

  init(_ file: PositionedFile, _ range: Range<Int>) {
    self.file = file
    rest = range
  }

  static func put(
    _ key: UnsafeRawBufferPointer, row: Int, at start: UnsafeMutableRawPointer
  ) {
    unsafe start.storeBytes(of: row, as: Int.self)
    unsafe start.storeBytes(
      of: UInt32(truncatingIfNeeded: key.count), toByteOffset: 8, as: UInt32.self)
    guard let source = key.baseAddress else { return }
    unsafe (start + headSize).copyMemory(from: source, byteCount: key.count)
  }

  /// The current key, valid until `advance`.
  var key: UnsafeRawBufferPointer { unsafe buffer.bytes(used - length..<used) }

  func precedes(_ other: KeyRun) -> Bool {
    let common = unsafe KeyOrder.common(key, other.key)
    return unsafe KeyOrder.precedes(key, other.key, common: common)
  }

  func begin(_ bufferSize: Int) throws(SQLiteFileError) {
    buffer.reserve(bufferSize + Self.slack)
    try advance()
  }

  /// Goes to the next key.
  func advance() throws(SQLiteFileError) {
    if used == filled, rest.isEmpty {
      isAtEnd = true
      return
    }
    try fill(Self.headSize)
    row = unsafe (buffer.base + used).loadUnaligned(as: Int.self)
    let count = unsafe (buffer.base + used + 8).loadUnaligned(as: UInt32.self)
    used += Self.headSize
    length = Int(count)
    try fill(length)
    used += length
  }

  /// Sees to it that the next `count` bytes are in the buffer.
  private func fill(_ count: Int) throws(SQLiteFileError) {
    if filled - used >= count { return }
    unsafe buffer.base.copyMemory(from: buffer.base + used, byteCount: filled - used)
    filled -= used
    used = 0
    buffer.reserve(count + Self.slack)
    let wanted = min(buffer.capacity - Self.slack - filled, rest.count)
    do throws(PlatformError) {
      unsafe try file.read(
        into: UnsafeMutableRawBufferPointer(start: buffer.base + filled, count: wanted),
        at: rest.lowerBound)
    } catch {
      throw .system(error)
    }
    filled += wanted
    rest = rest.lowerBound + wanted..<rest.upperBound
  }
}
