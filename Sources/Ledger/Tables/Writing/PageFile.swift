import Domain
import Projecting
import SQLiteFile

/// Writes the file page by page: no statement, no journal (`SQLiteFile`).
final class PageFile: TableFile {
  private let writer: SQLiteFileWriter
  private let tables: [Table]
  private var current = -1

  /// The writer keeps its trees to the end.
  private var tree: Lent<RowTree>?
  private var members: Lent<RowTree>?
  private var quarantine: RowTree?
  private let member = RowRecord(columns: 2)
  private let text = ByteBuffer()

  init(_ projector: any Projector, at path: String, memoryMax: Int, workers: Int) throws {
    let schema = TableSchemas(projector)
    tables = type(of: projector).tables
    writer = try SQLiteFileWriter(
      at: path, schema: schema.createTables + schema.createFaces, memoryMax: memoryMax,
      workers: workers)
    if type(of: projector).grouping.isNamed {
      members = Lent(try writer.tree(of: TableSchemas.members(tables[0])))
    }
  }

  static func refusal(of schema: TableSchemas) -> String? {
    SQLiteFileWriter.refusal(of: schema.createTables + schema.createFaces)
  }

  func addMember(_ group: Bytes, _ position: Int64) throws {
    member.begin()
    member.append(blob: group)
    member.append(position)
    try members?.use { members in try members.add(member) }
  }

  func add(_ row: RowCells, table: Int) throws {
    if table != current {
      try tree?.use { tree in try tree.end() }
      tree = Lent(try writer.tree(of: tables[table].rowsName))
      current = table
    }
    try tree?.use { tree in try tree.add(row.record) }
  }

  func addQuestions(_ questions: AskedQuestions) throws {
    try tree?.use { tree in try tree.end() }
    if !questions.pairs.isEmpty {
      let lookups = try writer.tree(of: TableSchemas.lookups(tables[0]))
      for pair in questions.pairs {
        member.begin()
        member.append(Int64(pair.lookup))
        member.append(Int64(pair.asked))
        try lookups.add(member)
      }
    }
    if questions.rest.isEmpty { return }
    let rest = try writer.tree(of: TableSchemas.rest(tables[0]))
    let row = RowRecord(columns: 3)
    for entry in questions.rest {
      row.begin()
      row.append(Int64(entry.asked))
      entry.group.borrowed { row.append(blob: $0) }
      row.append(entry.position)
      try rest.add(row)
    }
  }

  func finish(_ meta: TableMeta) throws {
    try tree?.use { tree in try tree.end() }
    let table = try writer.tree(of: TableMeta.table)
    for (key, value) in meta.pairs { try add([], [key, value], to: table) }
    try writer.finish()
  }

  func addQuarantined(_ event: Quarantine.Event) throws {
    let table = try quarantine ?? writer.tree(of: Quarantine.table)
    quarantine = table
    let position = Slot(bits: event.position, isPresent: true)
    try add([position], [event.stream, event.type, event.reason], to: table)
  }

  private func add(_ first: [Slot], _ texts: [String], to table: RowTree) throws {
    var slots = first
    text.removeAll()
    for part in texts {
      let start = text.count
      text.append(part)
      slots.append(Slot(start..<text.count))
    }
    try table.add(slots, text.bytes)
  }
}
