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
      let names = try Files.names(in: path).filter { !$0.hasPrefix(".") && $0 != "writer.lock" }
      guard names.allSatisfy(["payloads.sqlite", "read", "log.sqlite.new"].contains) else {
        throw LedgerError(
          .cannotCreate, "\(path) is not empty: choose a new folder, or remove \(names[0])")
      }
    } else {
      try Files.makeFolders(path)
      try Files.syncFolder(Files.parent(path))
    }
    let lock = try book.lock()
    defer { withExtendedLifetime(lock) {} }
    try Files.makeFolder(book.readFolder)
    if !Files.exists(book.archivePath) { try Archive.make(at: book.archivePath) }
    // The log comes last: its name makes the folder a book.
    let fresh = book.logPath + ".new"
    for name in [fresh, fresh + "-wal", fresh + "-shm"] { try Files.remove(name) }
    try EventLog.make(at: fresh)
    try Files.rename(from: fresh, to: book.logPath)
    try Files.syncFolder(path)
    return book
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

  /// The book for writing if nobody has it, or soon lets it go; `nil` otherwise, or where it may not
  /// be written.
  func lockIfFree() -> FileLock? {
    try? FileLock(lockPath, holder: "process \(Machine.processID)", waiting: 1) {}
  }

  /// How long a second writer waits.
  package static var lockSeconds: Int {
    Machine.environment("SVOD_LOCK_SECONDS").flatMap(Int.init).map { max(0, $0) } ?? 30
  }

  package func openWriter() throws -> LogWriter {
    try LogWriter(log: logPath, checkpoints: checkpoints)
  }
}
