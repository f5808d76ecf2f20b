import Platform

/// One sorted run of keys in a temporary file: row, length, key, again and again.
@safe final class KeyRun {
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

/// The runs of a merge, the one with the least key first.
@safe struct MergeHeap {
  private var runs: [(run: KeyRun, number: Int)]

  init(_ runs: [KeyRun]) {
    self.runs = runs.enumerated().map { ($1, $0) }.filter { !$0.0.isAtEnd }
    for place in (0..<self.runs.count).reversed() { sink(place) }
  }

  var first: KeyRun? { runs.first?.run }

  /// Finds the place of the first run after its key changed.
  mutating func settleFirst() {
    if runs[0].run.isAtEnd {
      runs.swapAt(0, runs.count - 1)
      runs.removeLast()
    }
    if !runs.isEmpty { sink(0) }
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < runs.count {
        if precedes(child, least) { least = child }
      }
      if least == place { return }
      runs.swapAt(place, least)
      place = least
    }
  }

  /// Equal keys come by the number of their run: earlier runs have earlier rows.
  private func precedes(_ lhs: Int, _ rhs: Int) -> Bool {
    let left = unsafe runs[lhs].run.key
    let right = unsafe runs[rhs].run.key
    let common = unsafe KeyOrder.common(left, right)
    if common == left.count, common == right.count { return runs[lhs].number < runs[rhs].number }
    return unsafe KeyOrder.precedes(left, right, common: common)
  }
}
