import SQLite

/// Reads a schema from SQLite itself, the only parser of its statements.
struct SchemaReader {
  private let connection: Connection

  /// Runs the statements in an empty database in memory and reads what they made.
  static func read(_ statements: [String]) throws(SQLiteFileError) -> FileSchema {
    do {
      let connection = try Connection(":memory:", .create)
      for statement in statements { try connection.execute(statement) }
      return try SchemaReader(connection: connection).schema()
    } catch let error as SQLiteError {
      throw .refused(error.message)
    } catch let error as SQLiteFileError {
      throw error
    } catch {
      throw .refused("\(error)")
    }
  }

  private func schema() throws -> FileSchema {
    var objects: [FileSchema.Object] = []
    var tables: [TableSchema] = []
    let select = try connection.prepare(
      "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid")
    while try select.step() {
      let object = FileSchema.Object(
        type: select.string(0), name: select.string(1), tableName: select.string(2),
        hasTree: select.integer(3) != 0, sql: select.isNull(4) ? nil : select.string(4))
      objects.append(object)
      switch object.type {
      case "table": tables.append(try table(object))
      case "index", "view": break
      default: throw refusal("\(object.name) is a \(object.type)")
      }
    }
    return FileSchema(objects: objects, tables: tables)
  }

  private func refusal(_ reason: String) -> SQLiteFileError { .refused(reason) }

  private func table(_ object: FileSchema.Object) throws -> TableSchema {
    let name = object.name
    guard object.hasTree else { throw refusal("\(name) is a virtual table") }
    let words = SchemaWords(object.sql ?? "")
    if let word = words.first(of: Self.refusedWords) { throw refusal("\(name) has a \(word)") }
    let select = try connection.prepare(
      "SELECT wr, strict FROM pragma_table_list WHERE schema = 'main' AND name = ?1")
    select.bind(1, name)
    guard try select.step() else { throw refusal("\(name) is not listed") }
    let isWithoutRowid = select.integer(0) == 1
    guard select.integer(1) == 1 else { throw refusal("\(name) is not STRICT") }

    let found = try columns(name)
    let indexes = try indexes(name)
    let key = indexes.first { $0.origin == "pk" }
    if found.hasKey, key == nil {
      throw refusal("\(name) has an INTEGER PRIMARY KEY, which is its rowid")
    }
    if isWithoutRowid, let key, key.schema.keyColumns != Array(0..<key.schema.keyColumns.count) {
      throw refusal("\(name) has no rowids and its key's columns are not its first ones")
    }
    let keyColumns = Set(key?.schema.keyColumns ?? [])
    return TableSchema(
      name: name,
      columns: found.columns.enumerated().map { index, column in
        Column(kind: column.kind, isRequired: column.isRequired || keyColumns.contains(index))
      },
      columnNames: found.names, isWithoutRowid: isWithoutRowid, key: key?.schema,
      secondaries: indexes.filter { $0.origin != "pk" }.map(\.schema))
  }

  /// What changes how values are compared or checked; SQLite does not list all of it.
  private static let refusedWords: Set = [
    "CHECK", "REFERENCES", "FOREIGN", "COLLATE", "GENERATED", "AUTOINCREMENT",
  ]

  private func columns(
    _ table: String
  ) throws -> (columns: [Column], names: [String], hasKey: Bool) {
    let select = try connection.prepare(
      "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?1) ORDER BY cid")
    select.bind(1, table)
    var columns: [Column] = []
    var names: [String] = []
    var hasKey = false
    while try select.step() {
      let name = select.string(0)
      guard select.integer(4) == 0 else { throw refusal("\(table).\(name) is generated") }
      let kind: Column.Kind
      switch select.string(1) {
      case "INT", "INTEGER": kind = .integer
      case "TEXT": kind = .text
      case "BLOB": kind = .blob
      case let other: throw refusal("\(table).\(name) is \(other)")
      }
      columns.append(Column(kind: kind, isRequired: select.integer(2) != 0))
      names.append(name)
      hasKey = hasKey || select.integer(3) != 0
    }
    return (columns, names, hasKey)
  }

  private func indexes(_ table: String) throws -> [(origin: String, schema: IndexSchema)] {
    let select = try connection.prepare(
      "SELECT name, \"unique\", origin, partial FROM pragma_index_list(?1) ORDER BY seq DESC")
    select.bind(1, table)
    var indexes: [(origin: String, schema: IndexSchema)] = []
    while try select.step() {
      let name = select.string(0)
      if select.integer(3) != 0 { throw refusal("\(name) is a partial index") }
      indexes.append(
        (select.string(2), try index(name, isUnique: select.integer(1) != 0)))
    }
    return indexes
  }

  private func index(_ name: String, isUnique: Bool) throws -> IndexSchema {
    let select = try connection.prepare(
      "SELECT cid, \"desc\", coll, key FROM pragma_index_xinfo(?1) ORDER BY seqno")
    select.bind(1, name)
    var keyColumns: [Int] = []
    var furtherColumns: [Int] = []
    while try select.step() {
      let column = Int(select.integer(0))
      if column == Self.expression { throw refusal("\(name) is over an expression") }
      if select.integer(1) != 0 { throw refusal("\(name) has a descending column") }
      if select.string(2) != "BINARY" { throw refusal("\(name) collates by \(select.string(2))") }
      if select.integer(3) != 0 {
        keyColumns.append(column)
      } else if column != Self.rowid {
        furtherColumns.append(column)
      }
    }
    return IndexSchema(
      name: name, keyColumns: keyColumns, furtherColumns: furtherColumns, isUnique: isUnique)
  }

  /// What `index_xinfo` says instead of a column's number.
  private static let rowid = -1
  private static let expression = -2
}
