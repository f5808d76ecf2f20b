import CSQLite

/// What SQLite said, and the statement it said it about.
package struct SQLiteError: Error, Equatable {
  /// SQLite's extended result code.
  package let code: Int32
  package let message: String
  package let sql: String

  package init(code: Int32, message: String, sql: String) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  private var primary: Int32 { code & 0xFF }

  /// Somebody else holds the file.
  package var isBusy: Bool { primary == SQLITE_BUSY || primary == SQLITE_LOCKED }

  /// The file is not a database, or its pages are damaged.
  package var isDamage: Bool { primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB }

  /// A statement asks for what the file's schema does not have: of a file whose schema is known, that
  /// it was changed.
  package var isOfOtherSchema: Bool { primary == SQLITE_ERROR }

  package var isFull: Bool { primary == SQLITE_FULL }
  package var isReadOnly: Bool { primary == SQLITE_READONLY || primary == SQLITE_PERM }
  package var cannotOpen: Bool { primary == SQLITE_CANTOPEN }

  /// A file that SQLite needs beside the one that is read is not there and cannot be made.
  var lacksNeighbour: Bool {
    cannotOpen || isReadOnly || isFull || Self.ofSharedMemory.contains(code)
  }

  /// SQLITE_IOERR_SHMOPEN, _SHMSIZE, _SHMLOCK and _SHMMAP: macros that Swift does not see.
  private static let ofSharedMemory = (Int32(18)...21).map { SQLITE_IOERR | $0 << 8 }

  package var isInterrupted: Bool { primary == SQLITE_INTERRUPT }
  package var isOutOfMemory: Bool { primary == SQLITE_NOMEM }

  /// A value longer than the connection allows.
  package var isTooBig: Bool { primary == SQLITE_TOOBIG }
  package var isInputOutput: Bool { primary == SQLITE_IOERR }

  /// The disk did not give what it holds: nothing is known of the file.
  package var isFailedRead: Bool { code == Self.failedRead }

  /// SQLITE_IOERR_CORRUPTFS, a macro that Swift does not see.
  static let failedRead = SQLITE_IOERR | 33 << 8

  package var isConstraint: Bool { primary == SQLITE_CONSTRAINT }

  /// The statement asks for what this connection may not do.
  package var isRefused: Bool { primary == SQLITE_AUTH }
}

extension SQLiteError: CustomStringConvertible {
  package var description: String { "SQLite: \(message) (code \(code))" }
}

extension SQLiteError {
  static func latest(_ connection: OpaquePointer?, _ code: Int32, sql: String) -> SQLiteError {
    if code & 0xFF == SQLITE_CORRUPT, unsafe svod_disk_errno(connection) != 0 {
      return SQLiteError(
        code: failedRead, message: "it could not be read (input/output error): check the disk",
        sql: String(sql.prefix(200)))
    }
    let extended = unsafe sqlite3_extended_errcode(connection)
    return SQLiteError(
      code: extended & 0xFF == code & 0xFF ? extended : code,
      message: unsafe String(cString: sqlite3_errmsg(connection)), sql: String(sql.prefix(200)))
  }
}
