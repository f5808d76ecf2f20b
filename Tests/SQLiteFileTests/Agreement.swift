import SQLite
import Testing

/// Whether two files hold the same, read in every order that they have.
enum Agreement {
  ///
  /// `comment`: how the tables are made again, for whoever looks for a fault.
  static func check(_ ours: Connection, _ theirs: Connection, _ comment: Comment = "") throws {
    for pragma in ["integrity_check", "quick_check"] {
      #expect(try ours.text("PRAGMA \(pragma)") == "ok", comment)
    }
    for pragma in ["page_size", "encoding", "user_version", "application_id"] {
      let told = try rows("PRAGMA \(pragma)", theirs)
      #expect(try rows("PRAGMA \(pragma)", ours) == told, "\(pragma)")
    }
    let schema = """
      SELECT type, name, tbl_name, sql FROM sqlite_schema
      WHERE name NOT LIKE 'sqlite_stat%' ORDER BY rowid
      """
    try same(schema, ours, theirs)
    for table in try names(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", theirs)
    {
      try check(table, ours, theirs)
    }
  }

  private static func check(_ table: String, _ ours: Connection, _ theirs: Connection) throws {
    let keys = try names(
      "SELECT name FROM pragma_table_xinfo('\(table)') WHERE pk > 0 ORDER BY pk", theirs)
    let isWithoutRowid =
      try theirs.integer("SELECT wr FROM pragma_table_list WHERE name = '\(table)'") == 1
    if !keys.isEmpty {
      try same("SELECT * FROM \(table) ORDER BY \(keys.joined(separator: ", "))", ours, theirs)
    }
    if !isWithoutRowid { try same("SELECT rowid, * FROM \(table) NOT INDEXED", ours, theirs) }
    for index in try names("SELECT name FROM pragma_index_list('\(table)')", theirs) {
      var columns = try names(
        "SELECT name FROM pragma_index_xinfo('\(index)') WHERE cid >= 0 ORDER BY seqno", theirs)
      if !isWithoutRowid { columns.append("rowid") }
      let list = columns.joined(separator: ", ")
      // A covering scan: the entries as the index has them.
      try same("SELECT \(list) FROM \(table) INDEXED BY \"\(index)\"", ours, theirs)
    }
  }

  /// The rows of `sqlite_stat1` in an order of their own.
  static func statistics(_ connection: Connection) throws -> [[Value]] {
    try rows("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY 1, 2", connection)
  }

  /// Whether a question has the same answer, row by row.
  private static func same(_ sql: String, _ ours: Connection, _ theirs: Connection) throws {
    let (mine, other) = (try ours.prepare(sql), try theirs.prepare(sql))
    var row = 0
    while true {
      let (isRow, isOther) = (try mine.step(), try other.step())
      row += 1
      if isRow != isOther { Issue.record("\(sql): \(isRow ? "more" : "fewer") rows than \(row)") }
      guard isRow, isOther else { return }
      for column in 0..<other.columnCount
      where mine.isNull(column) != other.isNull(column)
        || mine.bytes(column) != other.bytes(column)
        || mine.integer(column) != other.integer(column)
      {
        Issue.record("\(sql): row \(row), column \(column)")
        return
      }
    }
  }

  private static func names(_ sql: String, _ connection: Connection) throws -> [String] {
    try rows(sql, connection).map { row in
      if case .text(let name) = row.first { name } else { "" }
    }
  }

  static func rows(_ sql: String, _ connection: Connection) throws -> [[Value]] {
    let select = try connection.prepare(sql)
    var rows: [[Value]] = []
    while try select.step() { rows.append((0..<select.columnCount).map(select.value)) }
    return rows
  }
}
