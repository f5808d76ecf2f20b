import CSQLite

extension Connection {
  /// Copies everything that this connection sees into a file that is not there yet, page by page.
  ///
  /// Others may read and write meanwhile: inside a transaction the copy is of the moment it began. The
  /// copy is one plain file without a WAL, so that it can be read from a medium that is read-only.
  package func copy(to path: String) throws(SQLiteError) {
    let target = try Connection(path, .create)
    guard let backup = unsafe sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw unsafe .latest(target.handle, sqlite3_errcode(target.handle), sql: "backup to \(path)")
    }
    let code = unsafe sqlite3_backup_step(backup, -1)
    let end = unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, end == SQLITE_OK else {
      throw unsafe .latest(
        target.handle, code == SQLITE_DONE ? end : code, sql: "backup to \(path)")
    }
    try target.execute("PRAGMA journal_mode = DELETE")
  }
}
