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
  private var cells = CanonicalCells()
  private var traces = CanonicalCells()
  private var time: [UInt8] = []

  package init() {}

  /// Begins the rows of a table.
  package func begin(_ table: Table) {
    cells.begin(Array(table.rowsName.utf8))
    traces.begin(Array(table.rowsName.utf8))
  }

  /// Adds a row: its cells in order, then where it comes from.
  package func add(_ row: RowCells, first: Int64, last: Int64, loadedAt: Instant) {
    for index in row.cells.indices { cells.append(row.cells[index], row.text) }
    for index in row.keyCells { traces.append(row.cells[index], row.text) }
    traces.append(first)
    traces.append(last)
    time.removeAll(keepingCapacity: true)
    loadedAt.append(to: &time)
    traces.append(text: time[...])
    // One call of the digest for many rows costs less than one for each.
    if cells.count > 32 << 10 {
      cells.feed(content)
      cells.clear()
    }
    if traces.count > 32 << 10 {
      traces.feed(provenance)
      traces.clear()
    }
  }

  /// Both hashes, lower-case hex.
  package func finish() -> (content: String, provenance: String) {
    cells.feed(content)
    traces.feed(provenance)
    return (content.finalize().hex, provenance.finalize().hex)
  }
}

/// Cells in the form that is hashed.
private struct CanonicalCells {
  private var bytes: [UInt8] = []

  var count: Int { bytes.count }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  func feed(_ digest: SHA256) { digest.update(bytes) }

  mutating func begin(_ name: [UInt8]) {
    bytes.append(0x52)
    append(text: name[...])
  }

  mutating func append(_ cell: RowCells.Cell, _ text: [UInt8]) {
    switch cell {
    case .null: bytes.append(0x4E)
    case .integer(let value): append(value)
    case .text(let range): append(text: text[range])
    }
  }

  mutating func append(_ integer: Int64) {
    bytes.append(0x49)
    bytes.append(bigEndian: integer)
  }

  mutating func append(text: ArraySlice<UInt8>) {
    bytes.append(0x54)
    let length = text.count
    bytes.append(UInt8(truncatingIfNeeded: length >> 24))
    bytes.append(UInt8(truncatingIfNeeded: length >> 16))
    bytes.append(UInt8(truncatingIfNeeded: length >> 8))
    bytes.append(UInt8(truncatingIfNeeded: length))
    bytes += text
  }
}
