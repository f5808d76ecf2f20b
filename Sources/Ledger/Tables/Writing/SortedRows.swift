import Domain
import Projecting

/// Holds rows until all are there, then hands them on in key order.
final class SortedRows: RowSink {
  private let cells: [RowCells]
  private let blanks: BlankRows
  private let sorter: SpillSorter
  private let recorder: LookupRecorder?
  private let name = ByteBuffer()
  private let key = ByteBuffer()
  private let payload = ByteBuffer()

  init(
    _ tables: [(table: Table, own: OwnColumns)], _ recorder: LookupRecorder?,
    _ sorter: SpillSorter
  ) {
    cells = tables.map { RowCells($0.table, $0.own) }
    let tables = tables.map(\.table)
    self.recorder = recorder
    blanks = BlankRows(tables)
    self.sorter = sorter
  }

  func blank(table: Int) -> Record { blanks.take(table) }

  /// The rows that follow are those of this group.
  func enter(_ name: Bytes) {
    self.name.removeAll()
    self.name.append(name)
  }

  func add(_ row: consuming Record, table: Int, first: Int64, last: Event) throws {
    key.removeAll()
    key.append(UInt8(table))
    payload.removeAll()
    let asked = table == 0 ? recorder?.take() ?? .nothing : .nothing
    Lent(cells[table]).use { cells in
      cells.take(row)
      cells.appendTrace(
        first: first, last: last.position, loadedAt: last.recordedAt, group: name.bytes,
        asked: asked)
      cells.appendKey(to: key)
      cells.write(to: payload)
    }
    blanks.giveBack(row, table)
    try sorter.add(key: key.bytes, payload.bytes)
  }

  func handOn(to take: RowPipeline.Take) throws {
    try sorter.forEachSorted { key, payload in
      let table = Int(key[0])
      try Lent(cells[table]).use { cells in
        cells.take(payload)
        try take(cells, table)
      }
    }
  }
}
