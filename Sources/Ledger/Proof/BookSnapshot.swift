import Archive
import EventLog
import Platform

/// The log, the archive and the checkpoints of a book as they were at one moment, while others go on
/// writing.
struct BookSnapshot {
  let log: EventLog

  /// The archive, or why it cannot be opened.
  let archive: Result<Archive, any Error>

  /// The bytes of the checkpoints, or why they cannot be read.
  let checkpoints: Result<[UInt8], PlatformError>

  /// Whether somebody was writing: then the last line of the checkpoints may still be to come.
  let isBeingWritten: Bool

  init(_ book: Book) throws {
    // Nobody appends while the lock is held, and it is held for a moment only.
    let lock = book.lockIfFree()
    defer { withExtendedLifetime(lock) {} }
    isBeingWritten = lock == nil
    for _ in 0..<Self.triesMax {
      let checkpoints = Self.read(book.checkpoints)
      let log = try book.openLog()
      try log.hold()
      let archive = Result {
        let archive = try book.openArchive()
        try archive.hold()
        return archive
      }
      // An append in between could bring an import whose payload this archive has and an erasure that
      // this log does not know.
      if lock == nil, let head = try? book.openLog().head(), try head != log.head() { continue }
      self.log = log
      self.archive = archive
      self.checkpoints = checkpoints
      return
    }
    throw LedgerError(.tryAgain, "\(book.path) is being written without a pause: try again")
  }

  private static let triesMax = 1_000

  private static func read(_ file: Checkpoints) -> Result<[UInt8], PlatformError> {
    do throws(PlatformError) {
      return .success(
        Files.exists(file.path) ? try Files.read(file.path, sizeMax: Checkpoints.sizeMax) : [])
    } catch { return .failure(error) }
  }
}
