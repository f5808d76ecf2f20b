import Domain
import Projecting
import SQLite

/// Counts the rows in which two files of one table differ.
enum TableDifference {
  /// Rows of `new` that `old` lacks, rows that are gone, and rows with other values.
  static func between(_ old: String?, _ new: String, projector: any Projector) throws
    -> TableUpdate.Delta
  {
    let table = type(of: projector).tables[0]
    let connection = try Connection(":memory:", .create)
    try attach(new, "after", connection)
    var delta = TableUpdate.Delta()
    guard let old, try sameColumns(old, new, table) else {
      delta.added = try connection.integer("SELECT count(*) FROM after.\(table.rowsName)") ?? 0
      if let old {
        let before = try Connection(old, .read)
        delta.removed = try before.integer("SELECT count(*) FROM \(table.rowsName)") ?? 0
      }
      return delta
    }
    try attach(old, "before", connection)
    let keys = table.keyMembers.map { Table.stored($0) }
    let same = keys.map { "a.\($0) = b.\($0)" }.joined(separator: " AND ")
    let differs = table.shape.members.map { "a.\(Table.stored($0)) IS NOT b.\(Table.stored($0))" }
      .joined(separator: " OR ")
    let rows = table.rowsName
    delta.added =
      try connection.integer(
        "SELECT count(*) FROM after.\(rows) a WHERE NOT EXISTS "
          + "(SELECT 1 FROM before.\(rows) b WHERE \(same))") ?? 0
    delta.removed =
      try connection.integer(
        "SELECT count(*) FROM before.\(rows) b WHERE NOT EXISTS "
          + "(SELECT 1 FROM after.\(rows) a WHERE \(same))") ?? 0
    delta.changed =
      try connection.integer(
        "SELECT count(*) FROM after.\(rows) a JOIN before.\(rows) b ON \(same) WHERE \(differs)")
      ?? 0
    return delta
  }

  private static func attach(_ path: String, _ name: String, _ connection: Connection) throws {
    let statement = try connection.prepare("ATTACH ?1 AS \(name)")
    statement.bind(1, path)
    try statement.run()
  }

  private static func sameColumns(_ old: String, _ new: String, _ table: Table) throws -> Bool {
    let sql = "SELECT sql FROM sqlite_schema WHERE name = '\(table.rowsName)'"
    return try Connection(old, .read).text(sql) == Connection(new, .read).text(sql)
  }
}
