import Domain
import Projecting
import SQLite

/// Writes the rows of a projector's tables in key order into a fresh file, and reckons their hash.
final class TableWriter {
  private let connection: Connection
  private let tables: [Table]
  private let hasGroups: Bool
  private let inserts: [Statement]
  private var cells: [RowCells]
  private let hash = TableHash()
  private var current = -1
  private(set) var rows: Int64 = 0
  private let addMember: Statement?

  init(_ projector: any Projector, at path: String) throws {
    let type = type(of: projector)
    let connection = try Connection(path, .create)
    self.connection = connection
    tables = type.tables
    hasGroups = type.grouping.isNamed
    try connection.execute(
      """
      PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;
      PRAGMA secure_delete = OFF;
      """)
    try connection.execute("BEGIN")
    try connection.execute(TableMeta.create)
    for table in tables { try connection.execute(table.createRows(hasGroups: hasGroups)) }
    if hasGroups { try connection.execute(Self.createMembers(tables[0])) }
    inserts = try tables.map {
      try connection.prepare(Self.insert(into: $0, hasGroups: type.grouping.isNamed))
    }
    cells = tables.map(RowCells.init)
    addMember =
      hasGroups
      ? try connection.prepare("INSERT INTO \(Self.members(tables[0])) VALUES (?1, ?2)") : nil
  }

  /// Which events make the rows of each group: what an update gathers them by.
  static func members(_ table: Table) -> String { "\(table.alias)_members" }

  static func createMembers(_ table: Table) -> String {
    "CREATE TABLE \(members(table)) (row_group BLOB NOT NULL, position INTEGER NOT NULL, "
      + "PRIMARY KEY (row_group, position)) STRICT, WITHOUT ROWID"
  }

  static func insert(into table: Table, hasGroups: Bool) -> String {
    let count = table.shape.members.count + 3 + (hasGroups ? 1 : 0)
    let places = (1...count).map { "?\($0)" }.joined(separator: ", ")
    return "INSERT INTO \(table.rowsName) VALUES (\(places))"
  }

  func addMember(_ group: Bytes, _ position: Int64) throws {
    guard let addMember else { return }
    addMember.bindBorrowed(1, blob: group)
    addMember.bind(2, position)
    try addMember.run()
  }

  func add(_ row: Record, table: Int, first: Int64, last: Int64, loadedAt: Instant, group: Bytes)
    throws
  {
    while current < table {
      current += 1
      hash.begin(tables[current])
    }
    cells[table].take(row)
    rows += table == 0 ? 1 : 0
    hash.add(cells[table], first: first, last: last, loadedAt: loadedAt)
    try cells[table].insert(
      inserts[table], first: first, last: last, loadedAt: loadedAt, group: hasGroups ? group : nil)
  }

  /// Indexes, views, meta; then the file is whole.
  func finish(_ meta: TableMeta) throws -> TableMeta {
    while current < tables.count - 1 {
      current += 1
      hash.begin(tables[current])
    }
    for table in tables {
      for sql in table.createIndexes(hasGroups: hasGroups) { try connection.execute(sql) }
      for sql in table.createViews { try connection.execute(sql) }
    }
    var meta = meta
    meta.rows = rows
    (meta.hash, meta.provenanceHash) = hash.finish()
    try meta.write(to: connection)
    try connection.execute("COMMIT")
    return meta
  }
}

extension RowCells {
  /// Inserts the cells as a row.
  mutating func insert(
    _ statement: Statement, first: Int64, last: Int64, loadedAt: Instant, group: Bytes?
  ) throws {
    let count = cells.count
    let start = text.count
    appendText(of: loadedAt)
    try text.borrowed { (buffer) throws in
      bind(to: statement, buffer)
      statement.bind(count + 1, first)
      statement.bind(count + 2, last)
      statement.bindBorrowed(count + 3, text: buffer.dropFirst(start))
      if let group { statement.bindBorrowed(count + 4, blob: group) }
      try statement.run()
    }
  }
}
