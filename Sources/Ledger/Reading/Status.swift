import Archive
import Digest
package import Domain
import EventLog
import Platform
package import Projecting
import SQLite

/// How a book stands: how far the log reaches, and which tables are up to it.
package struct Status: Sendable {
  package let position: Int64
  package let headHash: String
  package let recordedAt: Instant
  package let tables: [TableStatus]
  package let connections: [Connections.Settings]
  package let payloads: Int
  package let imports: Int64
  package let logSize: Int
  package let archiveSize: Int

  package struct TableStatus: Sendable {
    package let alias: String
    package let name: String
    package let generation: Int?
    package let position: Int64
    package let rows: Int64
    package let hash: String
    package let provenanceHash: String

    /// Why the table is not what the log says now; `nil` when it is.
    package let stale: String?
  }

  package init(_ ledger: Ledger) throws {
    let log = try ledger.book.openLog()
    let head = try log.head()
    position = head.position
    headHash = head.hash.hex
    recordedAt = head.recordedAt
    tables = try Projectors.all.map { try Self.table($0, ledger, head) }
    connections = try Connections(log).all
    payloads = try ledger.book.openArchive().hashes().count
    imports = try log.importCount()
    logSize = try Self.size(ledger.book.logPath)
    archiveSize = try Self.size(ledger.book.archivePath)
  }

  private static func size(_ path: String) throws -> Int {
    if case .file(let size) = try Files.kind(path) { size } else { 0 }
  }

  private static func table(
    _ projector: any Projector, _ ledger: Ledger, _ head: EventLog.Head
  ) throws -> TableStatus {
    let type = type(of: projector)
    guard let (generation, connection) = try ledger.tables.openNumbered(type.alias) else {
      return TableStatus(
        alias: type.alias, name: type.name, generation: nil, position: 0, rows: 0, hash: "",
        provenanceHash: "", stale: "never built")
    }
    // One snapshot for meta and rows, whatever an update does meanwhile.
    try connection.execute("BEGIN")
    let meta = try TableMeta(connection)
    let (hash, provenance) =
      try meta.hash.isEmpty
      ? reckonOnce(projector, connection, ledger, at: meta.position)
      : (meta.hash, meta.provenanceHash)
    return TableStatus(
      alias: type.alias, name: type.name, generation: generation, position: meta.position,
      rows: meta.rows, hash: hash, provenanceHash: provenance,
      stale: reason(meta, fingerprint: type.fingerprint, head))
  }

  static func reason(_ meta: TableMeta, fingerprint: String, _ head: EventLog.Head) -> String? {
    if meta.fingerprint != fingerprint { return "made by other rules" }
    if meta.position > head.position { return "of another log" }
    let behind = head.position - meta.position
    if behind > 0 { return "\(behind) \(behind == 1 ? "event" : "events") behind" }
    return nil
  }

  /// Reckons the hashes that an update left open and keeps them, where the book may be written and
  /// nobody else writes it.
  private static func reckonOnce(
    _ projector: any Projector, _ connection: Connection, _ ledger: Ledger,
    at position: Int64
  ) throws -> (String, String) {
    let hashes = try reckon(projector, connection)
    let lock = ledger.book.lockIfFree(waiting: 0)
    defer { withExtendedLifetime(lock) {} }
    if lock != nil, let writable = try? ledger.tables.open(type(of: projector).alias, .write) {
      // Somebody else may have moved the table on before: then the next one reckons.
      try? writable.transaction {
        var meta = try TableMeta(writable)
        guard meta.position == position, meta.hash.isEmpty else { return }
        (meta.hash, meta.provenanceHash) = hashes
        try meta.write(to: writable)
      }
    }
    return hashes
  }

  /// The hashes of the rows as they lie in the file.
  static func reckon(
    _ projector: any Projector, _ connection: Connection
  ) throws -> (String, String) {
    let hash = TableHash()
    for table in type(of: projector).tables {
      hash.begin(table)
      let cells = RowCells(table, .none)
      let columns = (table.shape.members.map(Table.stored) + Table.provenance).joined(
        separator: ", ")
      let keys = table.keyMembers.map(Table.stored).joined(separator: ", ")
      let select = try connection.prepare(
        "SELECT \(columns) FROM \(table.rowsName) ORDER BY \(keys)")
      let count = table.shape.members.count
      while try select.step() {
        cells.take(select)
        guard let loadedAt = Instant(iso: select.bytes(count + 2), in: .utc) else {
          throw LedgerError(.data, "\(table.rowsName) holds a row without loaded_at")
        }
        // Hashed is the text that Svod writes: another spelling of the same time is not what was written.
        guard "\(loadedAt)" == select.string(count + 2) else {
          throw LedgerError(
            .data,
            "\(table.rowsName) holds a loaded_at that is written otherwise than Svod writes it")
        }
        cells.appendTrace(
          first: select.integer(count), last: select.integer(count + 1), loadedAt: loadedAt)
        hash.add(cells)
      }
    }
    return hash.finish()
  }

  /// One line on stderr for whoever asks a table that is not up to the log.
  package static func warning(_ projector: any Projector, _ ledger: Ledger) throws -> String? {
    let type = type(of: projector)
    guard let connection = try ledger.tables.open(type.alias) else { return nil }
    let meta = try TableMeta(connection)
    let head = try ledger.book.openLog().head()
    return reason(meta, fingerprint: type.fingerprint, head).map {
      "\(type.alias) is \($0): svod update \(type.alias) brings it to the head of the log"
    }
  }
}
