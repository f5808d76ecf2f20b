import Domain
import Projecting

/// Hands rows on as they come, for projectors of one table whose groups are in the order of its rows.
final class DirectRows: RowSink {
  private let cells: RowCells
  private let blanks: BlankRows
  private let recorder: LookupRecorder?
  private let take: RowPipeline.Take

  init(
    _ table: Table, _ own: OwnColumns, _ recorder: LookupRecorder?,
    _ take: @escaping RowPipeline.Take
  ) {
    cells = RowCells(table, own)
    self.recorder = recorder
    blanks = BlankRows([table])
    self.take = take
  }

  func blank(table: Int) -> Record { blanks.take(table) }

  func add(_ row: consuming Record, table: Int, first: Int64, last: Event) throws {
    cells.take(row)
    blanks.giveBack(row, table)
    cells.appendTrace(
      first: first, last: last.position, loadedAt: last.recordedAt,
      asked: recorder?.take() ?? .nothing)
    try take(cells, table)
  }
}
