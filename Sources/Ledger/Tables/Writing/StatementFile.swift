package import Domain
package import Projecting
import SQLite

/// Writes the file by prepared statements, without a journal: rows in key order, indexes last.
package final class StatementFile: TableFile {
  private let connection: Connection
  private let schema: TableSchemas
  private let inserts: [Statement]
  private let addMember: Statement?
  private let table: Table

  package init(_ projector: any Projector, at path: String) throws {
    let type = type(of: projector)
    let connection = try Connection(path, .create)
    self.connection = connection
    schema = TableSchemas(projector)
    try connection.execute(
      """
      PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;
      PRAGMA secure_delete = OFF;
      """)
    try connection.execute("BEGIN")
    for sql in schema.createTables { try connection.execute(sql) }
    inserts = try type.tables.indices.map {
      try connection.prepare(Self.insert(into: type.tables[$0], type.ownColumns($0)))
    }
    table = type.tables[0]
    addMember =
      type.grouping.isNamed
      ? try connection.prepare(
        "INSERT INTO \(TableSchemas.members(type.tables[0])) VALUES (?1, ?2)") : nil
  }

  static func insert(into table: Table, _ own: OwnColumns) -> String {
    let count = table.shape.members.count + Table.provenance.count + own.names.count
    let places = (1...count).map { "?\($0)" }.joined(separator: ", ")
    return "INSERT INTO \(table.rowsName) VALUES (\(places))"
  }

  package func addMember(_ group: Bytes, _ position: Int64) throws {
    guard let addMember else { return }
    addMember.bindBorrowed(1, blob: group)
    addMember.bind(2, position)
    try addMember.run()
  }

  package func add(_ row: RowCells, table: Int) throws { try row.insert(inserts[table]) }

  package func addQuestions(_ questions: AskedQuestions) throws {
    try questions.insert(into: connection, table)
  }

  func addQuarantined(_ event: Quarantine.Event) throws {
    let insert = try connection.prepare(
      "INSERT INTO \(Quarantine.table) VALUES (?1, ?2, ?3, ?4)")
    insert.bind(1, event.position)
    insert.bind(2, event.stream)
    insert.bind(3, event.type)
    insert.bind(4, event.reason)
    try insert.run()
  }

  package func finish(_ meta: TableMeta) throws {
    for sql in schema.createFaces { try connection.execute(sql) }
    try meta.write(to: connection)
    // In the mode in which it is updated later: to change it then would keep readers out.
    try connection.execute("COMMIT; ANALYZE")
    try connection.keepWriteAheadLog()
  }
}
