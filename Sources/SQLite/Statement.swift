import CSQLite
package import Domain

/// A prepared statement.
///
/// Text and blobs are bound in place where the caller keeps them alive until the next `step`.
@safe package final class Statement {
  private let handle: OpaquePointer
  private let connection: Connection
  private let sql: String

  /// What stands after the statement.
  package let tail: String

  init(_ sql: String, on connection: Connection) throws(SQLiteError) {
    var prepared: OpaquePointer?
    var rest = ""
    let code = unsafe sql.withCString { text in
      var end: UnsafePointer<CChar>?
      let code = unsafe sqlite3_prepare_v2(connection.handle, text, -1, &prepared, &end)
      if let end = unsafe end { rest = unsafe String(cString: end) }
      return code
    }
    tail = rest
    if code == SQLITE_OK, unsafe prepared == nil {
      throw SQLiteError(code: SQLITE_ERROR, message: "there is no statement", sql: sql)
    }
    guard code == SQLITE_OK, let handle = unsafe prepared else {
      throw unsafe .latest(connection.handle, code, sql: sql)
    }
    unsafe self.handle = handle
    self.connection = connection
    self.sql = sql
    holdsNull = Array(repeating: true, count: Int(unsafe sqlite3_bind_parameter_count(handle)) + 1)
  }

  /// The first value that could not be bound since the last step, as SQLite's result code.
  private var refused = SQLITE_OK

  private func note(_ code: Int32) {
    if code != SQLITE_OK, refused == SQLITE_OK { refused = code }
  }

  /// Which parameters are NULL already: most cells of a wide row are, row after row.
  private var holdsNull: [Bool]

  deinit { unsafe sqlite3_finalize(handle) }

  /// Readies the statement for new values.
  package func reset() { unsafe _ = sqlite3_reset(handle) }

  package func bindNull(_ index: Int) {
    if holdsNull[index] { return }
    holdsNull[index] = true
    unsafe note(sqlite3_bind_null(handle, Int32(index)))
  }

  package func bind(_ index: Int, _ value: Int64) {
    holdsNull[index] = false
    unsafe note(sqlite3_bind_int64(handle, Int32(index), value))
  }

  package func bind(_ index: Int, _ value: Int64?) {
    if let value { bind(index, value) } else { bindNull(index) }
  }

  /// SQLite keeps a copy of the text.
  package func bind(_ index: Int, _ text: String) {
    holdsNull[index] = false
    unsafe note(sqlite3_bind_text(handle, Int32(index), text, -1, Self.copied))
  }

  package func bind(_ index: Int, _ text: String?) {
    if let text { bind(index, text) } else { bindNull(index) }
  }

  /// SQLite keeps a copy of the bytes.
  package func bind(_ index: Int, blob: [UInt8]) {
    holdsNull[index] = false
    unsafe blob.withUnsafeBytes { buffer in
      unsafe note(
        sqlite3_bind_blob64(
          handle, Int32(index), buffer.baseAddress ?? UnsafeRawPointer(bitPattern: 1),
          UInt64(buffer.count), Self.copied))
    }
  }

  /// Text bound in place: the bytes must live until the statement has been stepped.
  package func bindBorrowed(_ index: Int, text: Bytes) {
    holdsNull[index] = false
    unsafe note(
      sqlite3_bind_text64(
        handle, Int32(index),
        (text.buffer.baseAddress ?? UnsafeRawPointer(bitPattern: 1))?
          .assumingMemoryBound(to: CChar.self),
        UInt64(text.count), nil, UInt8(SQLITE_UTF8)))
  }

  /// Bytes bound in place: they must live until the statement has been stepped.
  package func bindBorrowed(_ index: Int, blob: Bytes) {
    holdsNull[index] = false
    unsafe note(
      sqlite3_bind_blob64(
        handle, Int32(index), blob.buffer.baseAddress ?? UnsafeRawPointer(bitPattern: 1),
        UInt64(blob.count), nil))
  }

  /// Goes to the next row; false after the last one.
  ///
  /// A value that could not be bound is thrown here: without it the statement would take NULL.
  package func step() throws(SQLiteError) -> Bool {
    if refused != SQLITE_OK {
      defer { refused = SQLITE_OK }
      throw SQLiteError(
        code: refused, message: unsafe String(cString: sqlite3_errstr(refused)), sql: sql)
    }
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let error = unsafe SQLiteError.latest(connection.handle, code, sql: sql)
      reset()
      throw error
    }
  }

  /// Runs the statement once with the values bound, for statements without rows.
  package func run() throws(SQLiteError) {
    _ = try step()
    reset()
  }

  package var columnCount: Int { Int(unsafe sqlite3_column_count(handle)) }

  package func columnName(_ index: Int) -> String {
    guard let name = unsafe sqlite3_column_name(handle, Int32(index)) else { return "" }
    return unsafe String(cString: name)
  }

  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  package func integer(_ column: Int) -> Int64 {
    unsafe sqlite3_column_int64(handle, Int32(column))
  }

  package func string(_ column: Int) -> String { bytes(column).string }

  /// The text or blob of a column, valid until the next `step` or `reset`.
  package func bytes(_ column: Int) -> Bytes {
    let start = unsafe sqlite3_column_blob(handle, Int32(column))
    let count = unsafe sqlite3_column_bytes(handle, Int32(column))
    return unsafe Bytes(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(count)))
  }

  /// A cell as SQLite sees it.
  package func value(_ column: Int) -> Value {
    switch unsafe sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_FLOAT: .real(unsafe sqlite3_column_double(handle, Int32(column)))
    case SQLITE_TEXT: .text(string(column))
    case SQLITE_BLOB: .blob(bytes(column).array)
    default: .null
    }
  }

  /// Tells SQLite to keep its own copy of bound bytes (`SQLITE_TRANSIENT`).
  private static var copied: sqlite3_destructor_type {
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}
