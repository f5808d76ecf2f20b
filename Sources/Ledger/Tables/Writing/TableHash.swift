import Digest
import Domain
package import Projecting
import SQLiteFile

/// SHA-256 over the rows of a projector's tables in primary-key order.
///
/// Each row is fed as a record of SQLite's file format, which it is made into for the file anyhow; each
/// table begins with a record of its name. So equal facts give equal hashes in any book, whatever
/// SQLite does with its pages. `schemas/read_tables.md` says the same for outsiders.
package final class TableHash {
  private let content = SHA256()
  private let provenance = SHA256()
  private let rows = ByteBuffer(capacity: 64 << 10)
  private let traces = ByteBuffer(capacity: 64 << 10)
  private let trace = RecordEncoder()

  /// One call of the digest for many rows costs less than one for each.
  private static let portion = 32 << 10

  package init() {}

  /// Begins the rows of a table.
  package func begin(_ table: Table) {
    trace.begin()
    trace.append(table.rowsName)
    trace.write(to: rows)
    trace.write(to: traces)
  }

  /// Adds a row with its trace (`RowCells.appendTrace`).
  package func add(_ row: RowCells) {
    row.record.writeLead(to: rows)
    row.writeTrace(to: trace)
    trace.write(to: traces)
    if rows.count > Self.portion {
      content.update(rows.bytes)
      rows.removeAll()
    }
    if traces.count > Self.portion {
      provenance.update(traces.bytes)
      traces.removeAll()
    }
  }

  /// Both hashes, lower-case hex.
  package func finish() -> (content: String, provenance: String) {
    content.update(rows.bytes)
    provenance.update(traces.bytes)
    return (content.finalize().hex, provenance.finalize().hex)
  }
}
