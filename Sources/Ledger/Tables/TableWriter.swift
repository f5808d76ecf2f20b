import Domain
import Projecting

/// Takes the rows of a projector's tables in key order, reckons their hash and puts them in a file.
final class TableWriter {
  private let file: any TableFile
  private let tables: [Table]
  private let cells: [RowCells]
  private let hash = TableHash()
  private var current = -1
  private var rows: Int64 = 0

  init(_ projector: any Projector, _ file: any TableFile) {
    let type = type(of: projector)
    self.file = file
    tables = type.tables
    cells = type.tables.map { RowCells($0, hasGroup: type.grouping.isNamed) }
  }

  func addMember(_ group: Bytes, _ position: Int64) throws { try file.addMember(group, position) }

  func add(_ row: FinishedRow) throws {
    begin(through: row.table)
    let cells = cells[row.table]
    cells.take(row.record)
    row.group.borrowed { group in
      cells.appendTrace(first: row.first, last: row.last, loadedAt: row.loadedAt, group: group)
    }
    rows += row.table == 0 ? 1 : 0
    hash.add(cells)
    try file.add(cells, table: row.table)
  }

  private func begin(through table: Int) {
    while current < table {
      current += 1
      hash.begin(tables[current])
    }
  }

  /// Ends the file; gives what it says of itself.
  func finish(_ meta: TableMeta, _ quarantine: Quarantine) throws -> TableMeta {
    begin(through: tables.count - 1)
    var meta = meta
    meta.rows = rows
    (meta.hash, meta.provenanceHash) = hash.finish()
    for event in quarantine.events.sorted(by: { $0.position < $1.position }) {
      try file.addQuarantined(event)
    }
    try file.finish(meta)
    return meta
  }
}

/// A row as a projector gave it, with where it comes from.
struct FinishedRow {
  let record: Record
  let table: Int
  let first: Int64
  let last: Int64
  let loadedAt: Instant

  /// The key of its group.
  let group: [UInt8]
}
