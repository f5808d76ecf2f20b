import Platform
import SQLite

/// A book out of a backup.
package enum Restore {
  /// Makes a book at `target`, a name that nobody has, from the backup in `folder`; the tables are built.
  ///
  /// Refused when the backup is not finished, when a file of it is not as it was written, when the log's
  /// count or head is wrong, or when a payload is missing.
  package static func make(
    from folder: String, to target: String, progress: @escaping (Int64, Int64) -> Void
  ) throws -> Backup {
    let target = target.count > 1 && target.hasSuffix("/") ? String(target.dropLast()) : target
    guard try Files.kind(target) == nil, Files.target(of: target) == nil else {
      throw LedgerError(.cannotCreate, "\(target) is there already: choose a new name")
    }
    guard try Files.kind(Files.parent(target)) == .folder else {
      throw LedgerError(
        .cannotCreate, "there is no folder \(Files.parent(target)) to put the book in")
    }
    let manifest = try manifest(folder)
    let partial = target + ".partial"
    try Backup.clear(partial)
    try Files.makeFolder(partial)
    do {
      for file in manifest.files {
        try Files.copy(folder + "/" + file.name, to: partial + "/" + file.name)
        // The copy is compared, not the original: what was read is what was right.
        guard try BackupManifest.File(file.name, in: partial) == file else {
          throw LedgerError(
            .data, "\(folder)/\(file.name) is not as it was written: use another backup")
        }
      }
      try Backup.prove(partial, manifest)
      let book = Book(partial)
      for path in [book.logPath, book.archivePath] {
        try Connection(path, .write).execute("PRAGMA journal_mode = WAL")
      }
      // Adds the checkpoint that a crash may have prevented.
      try withExtendedLifetime(book.openWriter()) {}
      try Files.makeFolder(book.readFolder)
      var ledger = try Ledger(book)
      ledger.progress = progress
      _ = try ledger.update(Projectors.all)
      for name in try Files.names(in: partial) { try Files.sync(partial + "/" + name) }
      try Files.syncFolder(partial)
      try Files.rename(from: partial, to: target)
      try Files.syncFolder(Files.parent(target))
    } catch {
      try? Backup.clear(partial)
      throw error
    }
    return Backup(manifest)
  }

  private static func manifest(_ folder: String) throws -> BackupManifest {
    switch try Files.kind(folder) {
    case nil: throw LedgerError(.noInput, "there is no folder \(folder)")
    case .folder: break
    default: throw LedgerError(.noInput, "\(folder) is not a backup but a file")
    }
    let path = folder + "/" + BackupManifest.name
    guard Files.exists(path) else {
      throw LedgerError(
        .data,
        "\(folder) is not a finished backup, it has no file \(BackupManifest.name): use another")
    }
    let text = String(decoding: try Files.read(path, sizeMax: 1 << 16), as: UTF8.self)
    guard let manifest = BackupManifest(text) else {
      throw LedgerError(.data, "\(path) is not as it was written: use another backup")
    }
    for file in manifest.files where !Files.exists(folder + "/" + file.name) {
      throw LedgerError(.data, "\(folder) has no \(file.name): use another backup")
    }
    return manifest
  }
}
