/// Writes the tree of `sqlite_schema`, whose root is page 1.
enum SchemaTree {
  /// Gives page 1 without its database header.
  static func write(
    _ schema: FileSchema, _ tables: [RowTree], statistics: Int, to space: PageSpace
  ) throws(SQLiteFileError) -> Memory {
    let tree = TreeWriter(.table, in: space, withheld: FileFormat.databaseHeaderSize)
    let record = RecordEncoder()
    var rowid = 0
    for object in schema.objects {
      let table = tables.first { $0.schema.name == object.tableName }
      rowid += 1
      record.begin()
      record.append(object.type)
      record.append(object.name)
      record.append(object.tableName)
      record.append(object.hasTree ? Int64(table?.root(of: object) ?? 0) : 0)
      record.append(object.sql)
      try tree.add(record, rowid: rowid)
    }
    record.begin()
    record.append("table")
    record.append(StatisticsTable.name)
    record.append(StatisticsTable.name)
    record.append(Int64(statistics))
    record.append(StatisticsTable.sql)
    try tree.add(record, rowid: rowid + 1)
    let pageOne = Memory(space.pageSize)
    unsafe try tree.finish(onPageOne: pageOne.base)
    return pageOne
  }
}
