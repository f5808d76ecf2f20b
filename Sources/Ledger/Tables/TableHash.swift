import Digest
import Domain
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
  private let cells = ByteBuffer(capacity: 64 << 10)
  private let traces = ByteBuffer(capacity: 64 << 10)

  /// One call of the digest for many rows costs less than one for each.
  private static let portion = 32 << 10

  package init() {}

  /// Begins the rows of a table.
  package func begin(_ table: Table) {
    for buffer in [cells, traces] {
      buffer.append(0x52)
      let name = Array(table.rowsName.utf8)
      name.borrowed { buffer.append(cell: $0) }
    }
  }

  /// Adds a row with its trace (`RowCells.appendTrace`).
  package func add(_ row: RowCells) {
    for index in 0..<row.count { cells.append(row, index) }
    for index in row.keyCells { traces.append(row, index) }
    let count = row.count
    traces.append(cell: row.cells[count].bits)
    traces.append(cell: row.cells[count + 1].bits)
    traces.append(cell: row.text(at: count + 2))
    if cells.count > Self.portion {
      content.update(cells.bytes)
      cells.removeAll()
    }
    if traces.count > Self.portion {
      provenance.update(traces.bytes)
      traces.removeAll()
    }
  }

  /// Both hashes, lower-case hex.
  package func finish() -> (content: String, provenance: String) {
    content.update(cells.bytes)
    provenance.update(traces.bytes)
    return (content.finalize().hex, provenance.finalize().hex)
  }
}

/// Cells in the form that is hashed.
extension ByteBuffer {
  fileprivate func append(_ row: RowCells, _ index: Int) {
    let cell = row.cells[index]
    if !cell.isPresent {
      append(0x4E)
    } else if row.isText[index] {
      append(cell: row.text[cell.range])
    } else {
      append(cell: cell.bits)
    }
  }

  fileprivate func append(cell integer: Int64) {
    append(0x49)
    append(bigEndian: integer)
  }

  fileprivate func append(cell text: Bytes) {
    append(0x54)
    append(bigEndian: UInt32(truncatingIfNeeded: text.count))
    append(text)
  }
}
