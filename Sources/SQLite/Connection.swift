import CSQLite

/// An open database file.
///
/// A connection is not `Sendable`: it stays with the task that opened it.
@safe package final class Connection {
  let handle: OpaquePointer

  /// What statements ask whether to stop; it lives as long as the connection.
  private var asked: Stop?

  /// The file's path, for messages.
  package let path: String

  package enum Access: Sendable {
    /// The file must exist.
    case read
    /// The file must exist, and nobody may change it meanwhile: no lock is taken, and no file is made
    /// beside it.
    case readSealed
    /// The same of a file whose latest changes are still in the write-ahead log beside it.
    case readUnlocked
    /// The file must exist.
    case write
    /// The file is made when it is absent.
    case create
  }

  /// How long others' locks are waited for before `isBusy` is thrown, in milliseconds.
  ///
  /// Every connection waits: whoever finds the files as a crash left them holds up even readers.
  private static let busyMilliseconds: Int32 = 10_000

  /// Opens the file at `path`; `":memory:"` opens a private database.
  ///
  /// To read a file with a write-ahead log SQLite makes another beside it. Where it cannot, on a full
  /// or a read-only disk, the file is read as it is, if all of it is in the file. If it is not, and the
  /// disk is read-only, the log is read without the file that writers share.
  package init(_ path: String, _ access: Access) throws(SQLiteError) {
    let access = access == .read && Self.isCutShort(path) ? .readUnlocked : access
    var opened = try unsafe Self.open(path, access)
    if access == .read, unsafe !Self.canRead(opened), Self.isSealed(path) {
      unsafe sqlite3_close_v2(opened)
      unsafe opened = try Self.open(path, .readSealed)
    }
    unsafe handle = opened
    self.path = path
  }

  private static func open(_ path: String, _ access: Access) throws(SQLiteError) -> OpaquePointer {
    var opened: OpaquePointer?
    let mode =
      switch access {
      case .read: SQLITE_OPEN_READONLY
      case .readSealed, .readUnlocked: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      case .write: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    let name =
      switch access {
      case .readSealed: FileURI.sealed(path)
      case .readUnlocked: FileURI.unlocked(path)
      case .read, .write, .create: path
      }
    if access == .create { makeFile(path) }
    let code = unsafe sqlite3_open_v2(name, &opened, mode | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle = unsafe opened else {
      let message = unsafe String(cString: sqlite3_errstr(code))
      unsafe sqlite3_close_v2(opened)
      throw SQLiteError(code: code, message: message, sql: "open \(path)")
    }
    unsafe sqlite3_extended_result_codes(handle, 1)
    unsafe sqlite3_busy_timeout(handle, busyMilliseconds)
    if access == .readUnlocked { unsafe sqlite3_exec(handle, alone, nil, nil, nil) }
    return unsafe handle
  }

  /// Makes an empty file where there is none, as the umask has it: SQLite alone would keep a group out.
  package static func makeFile(_ path: String) {
    if path != ":memory:" { unsafe svod_make_file(path) }
  }

  /// Whether a first read finds what SQLite needs beside the file; what is in the file does not matter.
  private static func canRead(_ handle: OpaquePointer) -> Bool {
    let code = unsafe sqlite3_exec(handle, "PRAGMA schema_version", nil, nil, nil)
    return !SQLiteError(code: code, message: "", sql: "").lacksNeighbour
  }

  /// Before the first read: the index of the write-ahead log is then in this process alone.
  private static let alone = "PRAGMA locking_mode = EXCLUSIVE"

  /// Whether a crash left changes in a write-ahead log, on a disk that has become read-only since.
  private static func isCutShort(_ path: String) -> Bool {
    unsafe !isSealed(path) && svod_is_on_read_only_disk(path) != 0
  }

  /// Whether nothing of the database is in a write-ahead log beside it.
  private static func isSealed(_ path: String) -> Bool { unsafe svod_wal_size(path) == 0 }

  /// Adds a file to those that statements of this connection read, by the name `schema`; the same
  /// holds for it as for a file that is opened for reading, or for one that is sealed.
  package func attach(
    _ path: String, as schema: String, isSealed: Bool = false
  ) throws(SQLiteError) {
    if isSealed { return try attach(uri: FileURI.sealed(path), schema) }
    if Self.isCutShort(path) {
      // ATTACH reads at once: the mode has to be there before, and stays with this file alone.
      try execute(Self.alone)
      defer { try? execute("PRAGMA locking_mode = NORMAL") }
      return try attach(uri: FileURI.unlocked(path), schema)
    }
    do {
      // Attaching is a first read.
      try attach(uri: FileURI.readOnly(path), schema)
    } catch {
      guard error.lacksNeighbour, Self.isSealed(path) else { throw error }
      try attach(uri: FileURI.sealed(path), schema)
    }
  }

  private func attach(uri: String, _ schema: String) throws(SQLiteError) {
    let statement = try prepare("ATTACH ?1 AS \(schema)")
    statement.bind(1, uri)
    try statement.run()
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  package func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    try Statement(sql, on: self)
  }

  /// Runs a script of statements that take no values; rows are dropped.
  package func execute(_ script: String) throws(SQLiteError) {
    let code = unsafe sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw unsafe .latest(handle, code, sql: script) }
  }

  /// The first column of the first row as a number, or `nil` without a row or for NULL.
  package func integer(_ sql: String) throws(SQLiteError) -> Int64? {
    let statement = try prepare(sql)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.integer(0)
  }

  /// The first column of the first row as text, or `nil` without a row or for NULL.
  package func text(_ sql: String) throws(SQLiteError) -> String? {
    let statement = try prepare(sql)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.string(0)
  }

  /// How many rows the latest statement changed.
  package var changes: Int { Int(unsafe sqlite3_changes(handle)) }

  /// Changes go to a write-ahead log from here on, of whoever opens the file.
  package func keepWriteAheadLog() throws(SQLiteError) {
    let mode = try text("PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw SQLiteError(
        code: SQLITE_ERROR, message: "its journal stays \(mode ?? "unknown")", sql: path)
    }
  }

  /// Bytes of files are data, not code: no writable schema, no functions from the schema, checked
  /// cells (SQLite's advice for files from outside).
  package func defend() throws(SQLiteError) {
    unsafe _ = svod_sqlite3_db_config_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    try execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0")
  }

  /// Forbids changes of the schema and ATTACH from here on: the log's writer needs neither.
  package func forbidSchemaChanges() {
    unsafe _ = sqlite3_set_authorizer(
      handle,
      { (_, action, _, _, _, _) in
        switch action {
        case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE, SQLITE_READ, SQLITE_SELECT,
          SQLITE_TRANSACTION, SQLITE_FUNCTION, SQLITE_PRAGMA, SQLITE_RECURSIVE, SQLITE_SAVEPOINT:
          SQLITE_OK
        default: SQLITE_DENY
        }
      }, nil)
  }

  /// How many pages were read from the file so far: what does not grow with the file where a lookup is
  /// by an index.
  package var pagesRead: Int {
    var count: Int32 = 0
    var most: Int32 = 0
    unsafe _ = sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_MISS, &count, &most, 0)
    return Int(count)
  }

  /// Whether the disk has failed to read a page: what SQLite's check then says of the file is not known.
  package var hasFailedRead: Bool { unsafe svod_disk_errno(handle) != 0 }

  /// Whether the file's header lets SQLite write it.
  package var hasKnownVersions: Bool { unsafe svod_has_known_versions(handle) != 0 }

  /// Whether nothing of the database lies in a write-ahead log beside the file.
  package var hasWholeFile: Bool { Self.isSealed(path) }

  /// The size of the file, -1 when it cannot be told.
  package var fileSize: Int { Int(unsafe svod_file_size(handle)) }

  /// Reads `count` bytes of the file as they are on the disk; false when they cannot be read.
  package func readFile(at offset: Int, _ count: Int, into bytes: inout [UInt8]) -> Bool {
    if bytes.count != count { bytes = Array(repeating: 0, count: count) }
    return unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe svod_read_file(handle, buffer.baseAddress, Int32(count), Int64(offset)) == 1
    }
  }

  /// Allows reading alone from here on: for statements that people type.
  package func allowReadingOnly() {
    unsafe _ = sqlite3_set_authorizer(
      handle,
      { (_, action, first, second, _, _) in
        switch action {
        case SQLITE_READ, SQLITE_SELECT, SQLITE_RECURSIVE: return SQLITE_OK
        case SQLITE_FUNCTION:
          guard let second = unsafe second else { return SQLITE_DENY }
          let name = unsafe String(cString: second).lowercased()
          return ["load_extension", "writefile", "readfile", "edit", "fts3_tokenizer"]
            .contains(name) ? SQLITE_DENY : SQLITE_OK
        case SQLITE_PRAGMA:
          guard let first = unsafe first else { return SQLITE_DENY }
          let name = unsafe String(cString: first).lowercased()
          return ["table_info", "table_xinfo", "table_list", "index_list", "index_info"]
            .contains(name) ? SQLITE_OK : SQLITE_DENY
        default: return SQLITE_DENY
        }
      }, nil)
    for (limit, value) in Self.readingLimits { unsafe _ = sqlite3_limit(handle, limit, value) }
  }

  /// What a statement that people type may hold: a row of the tables is below 8 MiB.
  private static let readingLimits: [(limit: Int32, value: Int32)] = [
    (SQLITE_LIMIT_LENGTH, 16 << 20), (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (SQLITE_LIMIT_EXPR_DEPTH, 200), (SQLITE_LIMIT_COMPOUND_SELECT, 100),
    (SQLITE_LIMIT_COLUMN, 1_000), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
    (SQLITE_LIMIT_VARIABLE_NUMBER, 1_000), (SQLITE_LIMIT_ATTACHED, 0),
    (SQLITE_LIMIT_WORKER_THREADS, 0),
  ]

  /// SQLite takes no more than this in the whole process: statements that need more end with
  /// `isOutOfMemory`.
  package static func limitMemory(bytes: Int64) {
    _ = sqlite3_hard_heap_limit64(bytes)
  }

  /// Calls `stop` now and then during statements; when it says true they end with `isInterrupted`.
  ///
  /// One step may be as slow as a text is long, so few are made between two questions.
  package func interrupt(when stop: @escaping () -> Bool) {
    let stop = Stop(stop)
    asked = stop
    let box = unsafe Unmanaged.passUnretained(stop)
    unsafe sqlite3_progress_handler(
      handle, 500,
      { context in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<Stop>.fromOpaque(context).takeUnretainedValue().asks() ? 1 : 0
      }, box.toOpaque())
  }

  /// Runs `body` in a transaction that holds the write lock from its start.
  ///
  /// It is committed when `body` returns and rolled back when it throws.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      unsafe sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
      throw error
    }
  }

  /// Ends an open transaction without keeping its changes.
  package func rollback() { unsafe _ = sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
}

private final class Stop {
  let asks: () -> Bool
  init(_ asks: @escaping () -> Bool) { self.asks = asks }
}
