import Domain
import Projecting

/// Takes the rows of a projector's tables in key order, reckons their hash and puts them in a file.
final class TableWriter {
  private let file: any TableFile
  private let tables: [Table]
  private let hash = TableHash()
  private let ownHash = OwnHash()
  private var current = -1
  private var rows: Int64 = 0

  init(_ projector: any Projector, _ file: any TableFile) {
    let type = type(of: projector)
    self.file = file
    tables = type.tables
  }

  func addMember(_ group: Bytes, _ position: Int64) throws {
    ownHash.add(member: group, position)
    try file.addMember(group, position)
  }

  /// Takes a row with its trace.
  func add(_ row: RowCells, table: Int) throws {
    begin(through: table)
    rows += table == 0 ? 1 : 0
    hash.add(row)
    if table == 0 { ownHash.add(row) }
    try file.add(row, table: table)
  }

  private func begin(through table: Int) {
    while current < table {
      current += 1
      hash.begin(tables[current])
    }
  }

  /// Ends the file; gives what it says of itself.
  func finish(
    _ meta: TableMeta, _ questions: AskedQuestions, _ quarantine: Quarantine
  ) throws -> TableMeta {
    begin(through: tables.count - 1)
    ownHash.add(questions)
    try file.addQuestions(questions)
    var meta = meta
    meta.rows = rows
    (meta.hash, meta.provenanceHash) = hash.finish()
    for event in quarantine.events.sorted(by: { $0.position < $1.position }) {
      ownHash.add(event)
      try file.addQuarantined(event)
    }
    meta.ownHash = ownHash.finish()
    try file.finish(meta)
    return meta
  }
}
