import Domain

/// What stands in a file's schema that should not, and what is missing from it.
///
/// A trigger that was dropped or a view that was replaced changes what a file means without touching
/// a row.
package struct SchemaComparison: Sendable {
  /// Each difference in words: `the trigger blocks_forbid_update is missing`.
  package private(set) var differences: [String] = []

  /// Compares the schema of `connection` with what `script` makes in an empty database.
  package init(_ connection: Connection, madeBy script: String) throws(SQLiteError) {
    let pattern = try Connection(":memory:", .create)
    try pattern.execute(script)
    let wanted = try Self.objects(pattern)
    let found = try Self.objects(connection)
    for (name, sql) in wanted.sorted(by: { $0.key < $1.key }) {
      switch found[name] {
      case nil: differences.append("the \(name) is missing")
      case sql: break
      default: differences.append("the \(name) was changed")
      }
    }
    for name in found.keys.sorted()
    where wanted[name] == nil && found[name] != Self.statistics[name] {
      differences.append("the \(name) does not belong here")
    }
  }

  /// The tables of statistics as SQLite makes them: they choose the plan of a query, never its answer,
  /// and so may be there or not.
  private static let statistics = [
    "table sqlite_stat1": object("sqlite_stat1", "(tbl,idx,stat)"),
    "table sqlite_stat4": object("sqlite_stat4", "(tbl,idx,neq,nlt,ndlt,sample)"),
  ]

  private static func object(_ name: String, _ columns: String) -> [UInt8] {
    Array("CREATE TABLE \(name)\(columns)\0\(name)\0texttexttexttextinteger1".utf8)
  }

  /// What the schema says of each object, by type and name: its table, the types of what is said, and
  /// its statement without comments and spaces, which an index that SQLite makes by itself has not.
  private static func objects(_ connection: Connection) throws(SQLiteError) -> [String: [UInt8]] {
    // A word that is a blob, and a view with a root, are read as if they were none.
    let select = try connection.prepare(
      """
      SELECT type, name, sql, tbl_name, typeof(type) || typeof(name) || typeof(tbl_name)
        || typeof(sql) || typeof(rootpage) || (rootpage IS NOT 0)
      FROM sqlite_schema
      """)
    var objects: [String: [UInt8]] = [:]
    while try select.step() {
      objects["\(select.string(0)) \(select.string(1))"] =
        bare(select.bytes(2).array) + [0] + select.bytes(3).array + [0] + select.bytes(4).array
    }
    return objects
  }

  /// A statement without comments, its spaces one where they part words; literals as they are.
  private static func bare(_ sql: [UInt8]) -> [UInt8] {
    var bare: [UInt8] = []
    var index = 0
    var quote: UInt8?
    while index < sql.count {
      let byte = sql[index]
      if let open = quote {
        bare.append(byte)
        if byte == open { quote = nil }
      } else if byte == 0x2D, index + 1 < sql.count, sql[index + 1] == 0x2D {
        while index < sql.count, sql[index] != 0x0A { index += 1 }
        continue
      } else if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        if let last = bare.last, last != 0x20 { bare.append(0x20) }
      } else {
        if byte == 0x27 || byte == 0x22 || byte == 0x60 { quote = byte }
        bare.append(byte)
      }
      index += 1
    }
    return bare
  }
}
