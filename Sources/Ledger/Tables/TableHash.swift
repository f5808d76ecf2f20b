import Digest
package import Domain
package import Projecting

/// SHA-256 over the rows of a projector's tables in primary-key order.
///
/// Each cell is a tag and its value as the exact table stores it: `N`; `I` and eight bytes, big-endian;
/// `T`, its length in four bytes, and UTF-8. Each table begins with `R` and its name. So equal facts
/// give equal hashes in any book, whatever SQLite does with its pages. `schemas/read_tables.md` says
/// the same for outsiders.
package final class TableHash {
  private let content = SHA256()
  private let provenance = SHA256()
  private var cells: [UInt8] = []
  private var traces: [UInt8] = []

  package init() {}

  /// Begins the rows of a table.
  package func begin(_ table: Table) {
    cells.removeAll(keepingCapacity: true)
    cells.append(0x52)
    Self.append(text: Array(table.rowsName.utf8), to: &cells)
    content.update(cells)
    provenance.update(cells)
  }

  /// Adds a row: its cells in order, then where it comes from.
  package func add(_ row: RowCells, _ table: Table, first: Int64, last: Int64, loadedAt: Instant) {
    cells.removeAll(keepingCapacity: true)
    traces.removeAll(keepingCapacity: true)
    for cell in row.cells { Self.append(cell, row.text, to: &cells) }
    content.update(cells)
    for slot in row.keyCells { Self.append(row.cells[slot], row.text, to: &traces) }
    Self.append(integer: first, to: &traces)
    Self.append(integer: last, to: &traces)
    let start = traces.count
    loadedAt.append(to: &traces)
    let text = Array(traces[start...])
    traces.removeSubrange(start...)
    Self.append(text: text, to: &traces)
    provenance.update(traces)
  }

  /// Both hashes, lower-case hex.
  package func finish() -> (content: String, provenance: String) {
    (content.finalize().hex, provenance.finalize().hex)
  }

  private static func append(_ cell: RowCells.Cell, _ text: [UInt8], to target: inout [UInt8]) {
    switch cell {
    case .null: target.append(0x4E)
    case .integer(let value): append(integer: value, to: &target)
    case .text(let range):
      target.append(0x54)
      append(length: range.count, to: &target)
      target += text[range]
    }
  }

  private static func append(integer: Int64, to target: inout [UInt8]) {
    target.append(0x49)
    target.append(bigEndian: integer)
  }

  private static func append(text: [UInt8], to target: inout [UInt8]) {
    target.append(0x54)
    append(length: text.count, to: &target)
    target += text
  }

  private static func append(length: Int, to target: inout [UInt8]) {
    target.append(UInt8(truncatingIfNeeded: length >> 24))
    target.append(UInt8(truncatingIfNeeded: length >> 16))
    target.append(UInt8(truncatingIfNeeded: length >> 8))
    target.append(UInt8(truncatingIfNeeded: length))
  }
}
