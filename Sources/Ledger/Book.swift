package import Archive
package import EventLog
package import Platform
import SQLite

/// A book: the folder that holds the log, the archive, the checkpoints and the read tables.
package struct Book: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  package var logPath: String { path + "/log.sqlite" }
  package var archivePath: String { path + "/payloads.sqlite" }
  package var checkpoints: Checkpoints { Checkpoints(path + "/checkpoints") }
  package var readFolder: String { path + "/read" }
  private var lockPath: String { path + "/writer.lock" }

  /// Makes an empty book; a folder with anything in it but a broken start is refused.
  package static func make(at path: String) throws -> Book {
    let book = Book(path)
    if Files.exists(book.logPath) {
      throw LedgerError(.cannotCreate, "\(path) is a book already")
    }
    if case .some(let kind) = try Files.kind(path) {
      guard kind == .folder else { throw LedgerError(.cannotCreate, "\(path) is not a folder") }
      let names = try Files.names(in: path).filter { !$0.hasPrefix(".") && !isStart($0) }
      guard names.isEmpty else {
        throw LedgerError(
          .cannotCreate, "\(path) is not empty: choose a new folder, or remove \(names[0])")
      }
    } else {
      try Files.makeFolders(path)
    }
    let lock = try book.lock()
    defer { withExtendedLifetime(lock) {} }
    try Files.makeFolder(book.readFolder)
    if !Files.exists(book.archivePath) { try make(book.archivePath, Archive.make) }
    // The log comes last: its name makes the folder a book.
    try make(book.logPath, EventLog.make)
    try Files.syncFolder(path)
    return book
  }

  /// Makes a file under another name first: what bears its own is whole.
  private static func make(_ path: String, _ make: (String) throws -> Void) throws {
    let fresh = path + fresh
    for neighbour in ["", "-wal", "-shm", "-journal"] { try Files.remove(fresh + neighbour) }
    try make(fresh)
    try Files.rename(from: fresh, to: path)
  }

  private static let fresh = ".new"

  /// Whether a file may be what a crash left of a book that was being made.
  private static func isStart(_ name: String) -> Bool {
    ["payloads.sqlite", "read", "writer.lock"].contains(name)
      || ["payloads.sqlite", "log.sqlite"].contains { name.hasPrefix($0 + fresh) }
  }

  /// Refuses a path that is not a book, in words that say what to do.
  package func check() throws {
    switch try Files.kind(path) {
    case nil:
      throw LedgerError(.noInput, "there is no book at \(path): svod init \(path) makes one")
    case .folder: break
    default: throw LedgerError(.noInput, "\(path) is not a book but a file")
    }
    // Opening a pipe would wait for somebody to write into it.
    for file in [logPath, archivePath] {
      switch try Files.kind(file) {
      case nil, .file: continue
      case .folder, .other: throw LedgerError(.data, "\(file) is not a file")
      }
    }
    guard Files.exists(logPath) else {
      throw LedgerError(
        .noInput, "\(path) is not a book, it has no log.sqlite: svod init \(path) makes one")
    }
  }

  package func openLog() throws -> EventLog { try EventLog(reading: logPath) }

  package func openArchive(_ access: ArchiveAccess = .read) throws -> Archive {
    try Archive(archivePath, access == .read ? .read : .write)
  }

  package enum ArchiveAccess: Sendable { case read, write }

  /// Takes the book for writing; a second writer waits and is then told who holds it.
  package func lock(told: () -> Void = {}) throws -> FileLock {
    do throws(FileLock.Failure) {
      return try FileLock(
        lockPath, holder: "process \(Machine.processID)", waiting: Self.lockSeconds, told: told)
    } catch {
      switch error {
      case .held(let holder):
        throw LedgerError(
          .tryAgain, "\(path) is being written by \(holder): try again when it is done")
      case .unavailable(let failure): throw failure
      }
    }
  }

  /// Refuses to write what this user may not write, before anything is written, and says what helps.
  ///
  /// Tables are not among it: those that somebody else made are built anew.
  func checkRights() throws {
    for folder in [path, readFolder] {
      if let obstacle = WriteObstacle(inFolder: folder) { throw Self.refusal(obstacle) }
    }
    for file in [logPath, archivePath] {
      for neighbour in ["", "-wal", "-shm"] {
        if let obstacle = WriteObstacle(inFile: file + neighbour) { throw Self.refusal(obstacle) }
      }
    }
    if let obstacle = WriteObstacle(inFile: checkpoints.path) { throw Self.refusal(obstacle) }
  }

  private static func refusal(_ obstacle: WriteObstacle) -> LedgerError {
    LedgerError(.noPermission, "\(obstacle)")
  }

  /// The book for writing if nobody has it, or lets it go within so many seconds; `nil` otherwise, or
  /// where it may not be written.
  func lockIfFree(waiting seconds: Int = 1) -> FileLock? {
    try? FileLock(lockPath, holder: "process \(Machine.processID)", waiting: seconds) {}
  }

  /// Waits until the names of the book's files are on the disk: SQLite asks for it when it makes a
  /// file, and does not tell when that fails.
  func syncFolders() throws(PlatformError) {
    for folder in [path, readFolder] where Files.exists(folder) { try Files.syncFolder(folder) }
  }

  /// How long a second writer waits.
  package static var lockSeconds: Int {
    Machine.environment("SVOD_LOCK_SECONDS").flatMap(Int.init).map { max(0, $0) } ?? 30
  }

  package func openWriter() throws -> LogWriter {
    try LogWriter(log: logPath, checkpoints: checkpoints)
  }
}
