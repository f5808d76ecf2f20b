import Platform

/// Gives page numbers in order, and writes the pages that bear them.
///
/// One thread fills it; several spaces of one file may be filled at once.
@safe final class PageSpace {
  let pageSize: Int
  private let file: PositionedFile

  /// The number that the next page gets.
  private(set) var next: Int

  /// The number that was given last, or that of page 1.
  private(set) var last: Int

  /// How many numbers were given.
  private(set) var pages = 0

  /// Single pages that follow each other, to be written at once.
  private let gathered: Memory
  private var gatheredCount = 0
  private var gatheredFirst = 0

  private static let gatheredSize = 1 << 19

  init(_ file: PositionedFile, pageSize: Int, first: Int) {
    self.file = file
    self.pageSize = pageSize
    next = first
    last = first - 1
    gathered = Memory(max(Self.gatheredSize, pageSize))
    skipLockBytePage()
  }

  /// The page that holds the pending byte; page 1 is the first one.
  static func lockBytePage(_ pageSize: Int) -> Int { FileFormat.pendingByte / pageSize + 1 }

  private func skipLockBytePage() {
    if next == Self.lockBytePage(pageSize) { next += 1 }
  }

  /// Takes the next number.
  func take() throws(SQLiteFileError) -> Int {
    guard next < FileFormat.pageNumberMax else { throw .size("the file") }
    let number = next
    next += 1
    last = number
    pages += 1
    skipLockBytePage()
    return number
  }

  /// Gives away the next `pages` numbers, to be written apart from this space.
  func split(_ pages: Int) -> PageSpace {
    let part = PageSpace(file, pageSize: pageSize, first: next)
    let lockByte = Self.lockBytePage(pageSize)
    let isAround = next < lockByte && next + pages > lockByte
    last = next + pages - (isAround ? 0 : 1)
    next = last + 1
    skipLockBytePage()
    return part
  }

  /// Where the next page is to be made, all zeros not promised; `gather` puts it into the file.
  func room() throws(SQLiteFileError) -> UnsafeMutableRawPointer {
    if (gatheredCount + 1) * pageSize > gathered.capacity { try flush() }
    return unsafe gathered.base + gatheredCount * pageSize
  }

  /// Takes the next number for the page that was made in `room`.
  func gather() throws(SQLiteFileError) -> Int {
    let number = try take()
    if gatheredCount > 0, number != gatheredFirst + gatheredCount {
      // It lies behind another run: those before it go out, and it moves to the front.
      let last = gatheredCount
      try flush()
      unsafe gathered.base.copyMemory(from: gathered.base + last * pageSize, byteCount: pageSize)
    }
    if gatheredCount == 0 { gatheredFirst = number }
    gatheredCount += 1
    return number
  }

  /// The same for an overflow page: it begins with the number of the next one, or with 0.
  func gather(linked isLinked: Bool) throws(SQLiteFileError) -> Int {
    let number = try gather()
    let page = unsafe gathered.base + (gatheredCount - 1) * pageSize
    unsafe page.storeBigEndian(UInt32(truncatingIfNeeded: isLinked ? next : 0))
    return number
  }

  /// Writes a run of finished pages; `number` is told what each became.
  func append(
    _ pages: UnsafeMutableRawPointer, count: Int, _ number: (Int) -> Void
  ) throws(SQLiteFileError) {
    var done = 0
    while done < count {
      let first = try take()
      number(first)
      var length = 1
      while done + length < count, next == first + length {
        number(try take())
        length += 1
      }
      unsafe try write(
        UnsafeRawBufferPointer(start: pages + done * pageSize, count: length * pageSize), first)
      done += length
    }
  }

  /// Writes what was gathered.
  func flush() throws(SQLiteFileError) {
    if gatheredCount == 0 { return }
    unsafe try write(gathered.bytes(0..<gatheredCount * pageSize), gatheredFirst)
    gatheredCount = 0
  }

  /// Writes pages at the place that their numbers give.
  private func write(_ bytes: UnsafeRawBufferPointer, _ first: Int) throws(SQLiteFileError) {
    do throws(PlatformError) {
      unsafe try file.write(bytes, at: (first - 1) * pageSize)
    } catch {
      throw .system(error)
    }
  }
}
