/// Writes the table `sqlite_stat1`, which tells SQLite's planner how selective the indexes are.
enum StatisticsTable {
  static let name = "sqlite_stat1"
  static let sql = "CREATE TABLE sqlite_stat1(tbl,idx,stat)"

  /// Gives the root of its tree.
  static func write(_ tables: [RowTree], to space: PageSpace) throws(SQLiteFileError) -> Int {
    let tree = TreeWriter(.table, in: space)
    let record = RecordEncoder()
    var rowid = 0
    for table in tables {
      for line in table.statistics {
        rowid += 1
        record.begin()
        record.append(table.schema.name)
        record.append(line.index)
        record.append(line.text)
        try tree.add(record, rowid: rowid)
      }
    }
    return try tree.finish()
  }
}
