import TestKit

/// What people and updates do to a file after its birth.
enum Changes {
  /// Inserts every row again with other values, in the order of the rows.
  private static func insert(width: Int) -> String {
    if width == 0 { return "SELECT 1" }
    let columns = (0..<width).map { "c\($0)" }
    let values = columns.map { column in
      "CASE typeof(\(column)) WHEN 'integer' THEN \(column) / 2 + 123 WHEN 'text' "
        + "THEN \(column) || 'z' ELSE CAST(\(column) || x'7A' AS BLOB) END"
    }
    return "INSERT OR IGNORE INTO t (\(columns.joined(separator: ", "))) "
      + "SELECT \(values.joined(separator: ", ")) FROM t NOT INDEXED"
  }

  /// A random run of changes of the table `t`.
  static func all(of table: WrittenTable, seed: UInt64) -> [String] {
    var random = SeededRandom(seed)
    let hasRows = !table.rows.isEmpty
    var changes = [
      insert(width: table.rows.first?.count ?? 0),
      "ALTER TABLE t ADD COLUMN further TEXT DEFAULT 'später'",
      "DELETE FROM t WHERE length(hex(c0)) % 3 = 1",
      "UPDATE t SET further = hex(c0) || further WHERE length(hex(c0)) % 2 = 0",
      "CREATE INDEX fresh ON t (further, c0)",
      "REINDEX", "ANALYZE", "ALTER TABLE t RENAME COLUMN further TO later",
      "PRAGMA journal_mode = WAL; DELETE FROM t WHERE length(later) % 5 = 0",
      "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE",
      "CREATE TABLE copy AS SELECT * FROM t; DROP TABLE copy",
    ]
    if hasRows { changes.append("VACUUM") }
    let count = Int.random(in: 5...changes.count, using: &random)
    // The first makes the column that the others use; each keeps its place.
    return Array(changes.prefix(count)) + (hasRows ? ["VACUUM"] : [])
  }
}
