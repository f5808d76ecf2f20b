package import Ledger
import Platform
import SQLite

/// Generated statements, most of which want what they may not: to write, to run on, to take all.
package struct StatementTrial {
  package private(set) var answered = 0
  package private(set) var refused = 0
  package private(set) var stopped = 0

  /// The longest that one took, in seconds.
  package private(set) var slowest = 0.0
  package private(set) var faults: [String] = []

  private let answer: (String) throws -> Void

  /// `answer` runs a statement, as `svod sql` does or with a protection taken away.
  package init(answer: @escaping (String) throws -> Void) { self.answer = answer }

  /// As `svod sql` answers, with a shorter limit.
  package init(_ folder: TableFolder, secondsMax: Double) {
    var sql = FreeSQL()
    sql.secondsMax = secondsMax
    sql.rowsMax = 10_000
    sql.bytesMax = 64 << 20
    self.init { [sql] in _ = try sql.answer($0, in: folder) }
  }

  package mutating func run(_ count: Int, _ random: inout some RandomNumberGenerator) {
    for _ in 0..<count { run(Self.statement(&random)) }
  }

  package mutating func run(_ statement: String) {
    let start = Machine.seconds
    do {
      try answer(statement)
      answered += 1
    } catch let error as LedgerError {
      if error.message.contains("was stopped") { stopped += 1 } else { refused += 1 }
    } catch {
      if faults.count < 20 { faults.append("\(statement): \(error)") }
    }
    slowest = max(slowest, Machine.seconds - start)
  }

  // MARK: Making statements

  private static let tables = [
    "p900", "p900_rows", "p903", "p904_rows", "p906", "p908_history", "p900_members", "meta",
    "p900_file.meta", "sqlite_schema", "p903_file.sqlite_schema", "temp.t", "main.t",
    "json_each('[1,2,3]')", "pragma_table_info('p900_rows')", "pragma_user_version",
    "(WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c)",
    "(WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 50) SELECT x FROM c)",
    "(VALUES (1), (2), (3))", "dbstat",
  ]

  private static let expressions = [
    "1", "x", "*", "qty_e4", "document_no", "count(*)", "sum(qty_e4)", "max(rowid)", "NULL",
    "-9223372036854775808", "abs(-9223372036854775808)", "9e999", "x'00'", "'=cmd()'",
    "zeroblob(900000)", "hex(zeroblob(400000))", "printf('%*d', 2000000, 1)",
    "printf('%.9999f', 1)",
    "group_concat(document_no)", "replace(hex(zeroblob(1000)), '0', 'aaaa')", "random()",
    "load_extension('x')", "writefile('a', 'b')", "readfile('/etc/passwd')", "edit('a')",
    "fts3_tokenizer('simple')", "json_group_array(document_no)", "unicode(char(0))",
    "likelihood(1, 2)",
    "CAST(zeroblob(9) AS TEXT)", "(SELECT count(*) FROM p903)", "sqlite_compileoption_get(1)",
    "document_no LIKE '%a%b%c%d%'", "document_no GLOB '[[]*'",
    "date('now', '+' || qty_e4 || ' days')",
    "row_number() OVER (ORDER BY document_no)",
    "sum(1) OVER (ROWS BETWEEN 9 PRECEDING AND 9 FOLLOWING)",
  ]

  private static let writing = [
    "INSERT INTO T DEFAULT VALUES", "INSERT OR REPLACE INTO T SELECT * FROM T",
    "INSERT INTO T SELECT E FROM T ON CONFLICT DO UPDATE SET rowid = 1", "DELETE FROM T",
    "DELETE FROM T WHERE E", "UPDATE T SET rowid = E", "UPDATE OR REPLACE T SET qty_e4 = 0",
    "UPDATE T SET qty_e4 = 0 RETURNING E", "REPLACE INTO T VALUES (E)", "DROP TABLE T",
    "DROP VIEW IF EXISTS T", "DROP INDEX p900_rows_by_sale_date",
    "CREATE TABLE t AS SELECT E FROM T",
    "CREATE TEMP TABLE t (a)", "CREATE TEMP VIEW v AS SELECT E", "CREATE INDEX i ON T (qty_e4)",
    "CREATE TRIGGER g AFTER INSERT ON T BEGIN DELETE FROM T; END",
    "CREATE VIRTUAL TABLE v USING fts5(a)",
    "CREATE VIRTUAL TABLE v USING dbstat", "ALTER TABLE T RENAME TO u",
    "ALTER TABLE T ADD COLUMN z",
    "ATTACH 'other.sqlite' AS o", "ATTACH ':memory:' AS o", "ATTACH 'file:x?mode=rwc' AS o",
    "DETACH p900_file", "VACUUM", "VACUUM INTO 'copy.sqlite'", "VACUUM p900_file", "REINDEX",
    "ANALYZE", "ANALYZE T", "BEGIN", "BEGIN EXCLUSIVE", "COMMIT", "ROLLBACK", "SAVEPOINT s",
    "RELEASE s", "EXPLAIN DELETE FROM T", "WITH x AS (SELECT E) DELETE FROM T",
    "PRAGMA P", "PRAGMA p900_file.P", "PRAGMA P = E", "PRAGMA p900_file.P = ON", "PRAGMA P(1)",
    "SELECT E; DELETE FROM T", "SELECT 1;;; DROP TABLE T", "SELECT * FROM pragma_P(1)",
    "SELECT * FROM T; ATTACH 'x' AS y",
  ]

  private static let pragmas = [
    "writable_schema", "query_only", "journal_mode", "user_version", "application_id",
    "locking_mode",
    "wal_checkpoint", "trusted_schema", "cell_size_check", "mmap_size", "temp_store",
    "temp_store_directory", "hard_heap_limit", "soft_heap_limit", "max_page_count", "page_size",
    "incremental_vacuum", "optimize", "integrity_check", "foreign_keys", "data_version",
    "table_info",
    "table_list", "secure_delete", "schema_version", "shrink_memory", "threads", "auto_vacuum",
  ]

  package static func statement(_ random: inout some RandomNumberGenerator) -> String {
    func one(_ list: [String]) -> String { list.randomElement(using: &random) ?? "" }
    if Int.random(in: 0..<3, using: &random) == 0 {
      return one(writing)
        .split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
          switch word {
          case "T": one(tables)
          case "E", "(E)": one(expressions)
          case "P", "P(1)", "pragma_P(1)", "p900_file.P":
            String(word).replacing("P", with: one(pragmas))
          default: String(word)
          }
        }.joined(separator: " ")
    }
    var text = "SELECT "
    if Int.random(in: 0..<6, using: &random) == 0 { text += "DISTINCT " }
    text += (0..<Int.random(in: 1...3, using: &random)).map { _ in one(expressions) }
      .joined(separator: ", ")
    let joins = Int.random(in: 0...3, using: &random)
    if joins > 0 {
      text += " FROM " + (0..<joins).map { "\(one(tables)) t\($0)" }.joined(separator: ", ")
    }
    if Int.random(in: 0..<4, using: &random) == 0 { text += " WHERE \(one(expressions))" }
    if Int.random(in: 0..<5, using: &random) == 0 { text += " GROUP BY \(one(expressions))" }
    if Int.random(in: 0..<4, using: &random) == 0 { text += " ORDER BY \(one(expressions)) DESC" }
    if Int.random(in: 0..<3, using: &random) == 0 { text += " LIMIT 5" }
    if Int.random(in: 0..<12, using: &random) == 0 { text += " UNION ALL \(text)" }
    // Now and then a byte is wrong, as fingers are.
    if Int.random(in: 0..<20, using: &random) == 0 {
      text = String(decoding: Mutation.mutated(Array(text.utf8), &random), as: UTF8.self)
    }
    return text
  }
}
