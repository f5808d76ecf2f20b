import Domain
import Projecting

/// Hands rows on as they come, for projectors of one table whose groups are in the order of its rows.
final class DirectRows: RowSink {
  private let cells: RowCells
  private let blanks: BlankRows
  private let take: RowPipeline.Take

  init(_ table: Table, _ take: @escaping RowPipeline.Take) {
    cells = RowCells(table)
    blanks = BlankRows([table])
    self.take = take
  }

  func blank(table: Int) -> Record { blanks.take(table) }

  func add(_ row: consuming Record, table: Int, first: Int64, last: Event) throws {
    cells.take(row)
    blanks.giveBack(row, table)
    cells.appendTrace(first: first, last: last.position, loadedAt: last.recordedAt)
    try take(cells, table)
  }
}
