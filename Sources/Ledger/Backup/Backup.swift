import Archive
import Digest
import Domain
import EventLog
import Platform
import SQLite

/// A copy of a book in another folder, made while others go on writing, and checked before it bears its
/// name.
///
/// It holds the log, the archive and the checkpoints; tables are made again from the log.
package struct Backup: Sendable {
  package let position: Int64
  package let headHash: String
  package let imports: Int64
  package let payloads: Int

  /// Copies the book to `target`, a name that nobody has.
  ///
  /// Killed anywhere it leaves `target.partial`, which the next backup to the same place removes.
  package static func make(of ledger: Ledger, to target: String) throws -> Backup {
    let target = target.count > 1 && target.hasSuffix("/") ? String(target.dropLast()) : target
    let book = ledger.book
    guard try Files.kind(target) == nil, Files.target(of: target) == nil else {
      throw LedgerError(.cannotCreate, "\(target) is there already: choose a new name")
    }
    let parent = Files.parent(target)
    guard try Files.kind(parent) == .folder else {
      throw LedgerError(.cannotCreate, "there is no folder \(parent) to put the backup in")
    }
    if (Files.resolved(parent) + "/").hasPrefix(Files.resolved(book.path) + "/") {
      throw LedgerError(.usage, "\(target) lies inside the book: choose a place outside it")
    }
    let partial = target + ".partial"
    try clear(partial)
    try checkSpace(book, parent)
    try Files.makeFolder(partial)
    do {
      let manifest = try copy(book, to: partial)
      try prove(partial, manifest)
      try Files.replace(partial + "/" + BackupManifest.name, with: Array(manifest.text.utf8))
      try Files.syncFolder(partial)
      try Files.rename(from: partial, to: target)
      try Files.syncFolder(parent)
      return Backup(manifest)
    } catch {
      try? clear(partial)
      throw error
    }
  }

  init(_ manifest: BackupManifest) {
    position = manifest.position
    headHash = manifest.head
    imports = manifest.imports
    payloads = manifest.payloads
  }

  /// Removes what a backup or a restore that was killed has left; anything else is refused.
  static func clear(_ partial: String) throws {
    guard try Files.kind(partial) == .folder else {
      if Files.exists(partial) {
        throw LedgerError(.cannotCreate, "\(partial) is in the way: remove it")
      }
      return
    }
    let own = BackupManifest.fileNames + [BackupManifest.name, "writer.lock", "read"]
    for name in try Files.names(in: partial) where !own.contains(where: name.hasPrefix) {
      throw LedgerError(
        .cannotCreate, "\(partial) holds \(name), which no backup does: remove it by hand")
    }
    try Files.removeFolder(partial)
  }

  private static func checkSpace(_ book: Book, _ folder: String) throws {
    var needed = 0
    for path in [book.logPath, book.archivePath] {
      if case .file(let size) = try Files.kind(path) { needed += size }
    }
    if let left = Files.spaceLeft(folder), left < needed {
      throw LedgerError(
        .inputOutput,
        "the backup needs \(needed >> 20) MiB and \(folder) has \(left >> 20): make room")
    }
  }

  private static func copy(_ book: Book, to folder: String) throws -> BackupManifest {
    let snapshot = try BookSnapshot(book)
    let archive = try snapshot.archive.get()
    try snapshot.log.connection.copy(to: folder + "/log.sqlite")
    try archive.connection.copy(to: folder + "/payloads.sqlite")
    try Files.replace(folder + "/checkpoints", with: snapshot.checkpoints.get())
    if Files.exists(book.path + "/svod.toml") {
      try Files.copy(book.path + "/svod.toml", to: folder + "/svod.toml")
    }
    let head = try snapshot.log.head()
    let names = BackupManifest.fileNames.filter { Files.exists(folder + "/" + $0) }
    for name in names { try Files.sync(folder + "/" + name) }
    return BackupManifest(
      position: head.position, head: head.hash.hex, imports: try snapshot.log.importCount(),
      payloads: try archive.hashes().count,
      files: try names.map { try BackupManifest.File($0, in: folder) })
  }

  /// Checks the copy as any book is checked, and that it is the copy of what was there.
  static func prove(_ folder: String, _ manifest: BackupManifest) throws {
    let book = Book(folder)
    let head = try book.openLog().head()
    guard head.position == manifest.position, head.hash.hex == manifest.head,
      try book.openLog().importCount() == manifest.imports,
      try book.openArchive().hashes().count == manifest.payloads
    else {
      throw LedgerError(
        .data,
        "\(folder) ends at position \(head.position) with another hash or count than it should "
          + "(\(manifest.position)): it is no good")
    }
    let findings = try Verification(Ledger(book), deep: false, against: nil).findings
      // A line that a crash prevented is added by the next writer.
      .filter { $0.problem != CheckpointCheck.lastIsMissing }
    if let first = findings.first {
      throw LedgerError(
        .data,
        "\(folder) is no good: \(first.place): \(first.problem) (\(findings.count) findings); "
          + "svod verify tells more of the book it came from")
    }
    try Files.remove(folder + "/writer.lock")
  }
}
