import Domain
import Projecting

/// Rows to be filled, one a table: the row that was added last is the next one, with its memory.
final class BlankRows {
  private let shapes: [Shape]
  private var spare: [Record?]

  init(_ tables: [Table]) {
    shapes = tables.map(\.shape)
    spare = Array(repeating: nil, count: tables.count)
  }

  /// An empty row; of its own memory as long as others hold the one before.
  func take(_ table: Int) -> Record {
    guard var row = spare[table].take() else { return Record(shapes[table]) }
    row.clear()
    return row
  }

  /// Takes a row that nobody needs any more.
  func giveBack(_ row: consuming Record, _ table: Int) { spare[table] = consume row }
}
