package import Domain
import SQLite

/// One payload that was taken, and what came of it: a row of the log's `imports`.
package struct ImportRecord: Sendable, Equatable {
  package var id: Int64
  package let payload: [UInt8]
  package let payloadSize: Int64
  package let payloadName: String
  package let connection: String
  package let kind: StreamKind
  package let importer: Int64

  /// JSON with sorted keys: what the command said besides.
  package let options: String
  package let fetchedAt: Instant
  package var recordedAt: Instant
  package var firstPosition: Int64
  package var lastPosition: Int64

  /// JSON: counts and control totals.
  package var summary: String

  package init(
    id: Int64, payload: [UInt8], payloadSize: Int64, payloadName: String, connection: String,
    kind: StreamKind, importer: Int64, options: String, fetchedAt: Instant, recordedAt: Instant,
    firstPosition: Int64 = 0, lastPosition: Int64 = 0, summary: String = "{}"
  ) {
    self.id = id
    self.payload = payload
    self.payloadSize = payloadSize
    self.payloadName = payloadName
    self.connection = connection
    self.kind = kind
    self.importer = importer
    self.options = options
    self.fetchedAt = fetchedAt
    self.recordedAt = recordedAt
    self.firstPosition = firstPosition
    self.lastPosition = lastPosition
    self.summary = summary
  }
}

extension EventLog {
  private static let columns = """
    id, payload, payload_size, payload_name, connection, kind, importer, options, fetched_at,
    recorded_at, first_position, last_position, summary
    """

  /// Every import, oldest first.
  package func imports() throws -> [ImportRecord] {
    var found: [ImportRecord] = []
    try forEachImport { found.append($0) }
    return found
  }

  /// Calls `body` with every import after `id`, oldest first.
  package func forEachImport(after id: Int64 = 0, _ body: (ImportRecord) throws -> Void) throws {
    let select = try connection.prepare(
      "SELECT \(Self.columns) FROM imports WHERE id > ?1 ORDER BY id")
    select.bind(1, id)
    while try select.step() { try body(Self.importRecord(select)) }
  }

  /// The last imports of a kind in a connection, oldest first.
  package func imports(
    of kind: StreamKind, in connection: String, last count: Int
  ) throws -> [ImportRecord] {
    let select = try self.connection.prepare(
      """
      SELECT \(Self.columns) FROM imports WHERE connection = ?1 AND kind = ?2
      ORDER BY id DESC LIMIT ?3
      """)
    select.bind(1, connection)
    select.bind(2, kind.name)
    select.bind(3, Int64(count))
    var found: [ImportRecord] = []
    while try select.step() { found.append(Self.importRecord(select)) }
    return found.reversed()
  }

  package func importRecord(_ id: Int64) throws -> ImportRecord? {
    let select = try connection.prepare("SELECT \(Self.columns) FROM imports WHERE id = ?1")
    select.bind(1, id)
    return try select.step() ? Self.importRecord(select) : nil
  }

  /// The import of the same bytes for the same purpose, if there was one.
  ///
  /// Without `fetchedAt` any time of fetching counts: bytes whose age nobody tells say nothing new.
  package func earlierImport(
    payload: [UInt8], connection name: String, kind: StreamKind, options: String,
    fetchedAt: Instant?
  ) throws -> ImportRecord? {
    let select = try connection.prepare(
      """
      SELECT \(Self.columns) FROM imports
      WHERE payload = ?1 AND connection = ?2 AND kind = ?3 AND options = ?4
        AND (?5 IS NULL OR fetched_at = ?5) ORDER BY id DESC LIMIT 1
      """)
    select.bind(1, blob: payload)
    select.bind(2, name)
    select.bind(3, kind.name)
    select.bind(4, options)
    select.bind(5, fetchedAt?.rawValue)
    return try select.step() ? Self.importRecord(select) : nil
  }

  package func importCount() throws -> Int64 {
    try connection.integer("SELECT coalesce(max(id), 0) FROM imports") ?? 0
  }

  private static func importRecord(_ row: Statement) -> ImportRecord {
    ImportRecord(
      id: row.integer(0), payload: row.bytes(1).array, payloadSize: row.integer(2),
      payloadName: row.string(3), connection: row.string(4), kind: StreamKind(row.string(5)),
      importer: row.integer(6), options: row.string(7),
      fetchedAt: Instant(rawValue: row.integer(8)), recordedAt: Instant(rawValue: row.integer(9)),
      firstPosition: row.integer(10), lastPosition: row.integer(11), summary: row.string(12))
  }

  func add(_ record: ImportRecord) throws {
    let insert = try connection.prepare(
      """
      INSERT INTO imports (\(Self.columns))
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """)
    insert.bind(1, record.id)
    insert.bind(2, blob: record.payload)
    insert.bind(3, record.payloadSize)
    insert.bind(4, record.payloadName)
    insert.bind(5, record.connection)
    insert.bind(6, record.kind.name)
    insert.bind(7, record.importer)
    insert.bind(8, record.options)
    insert.bind(9, record.fetchedAt.rawValue)
    insert.bind(10, record.recordedAt.rawValue)
    insert.bind(11, record.firstPosition)
    insert.bind(12, record.lastPosition)
    insert.bind(13, record.summary)
    try insert.run()
  }
}

extension Appender {
  /// Keeps what an import came to, in the same transaction as its events.
  package func record(_ record: ImportRecord) throws {
    try finish()
    var record = record
    record.recordedAt = recordedAt
    (record.firstPosition, record.lastPosition) = positions(ofImport: record.id)
    try log.add(record)
  }
}
