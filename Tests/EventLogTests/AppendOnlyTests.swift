import Domain
import EventLog
import SQLite
import TestKit
import Testing

@Suite("The log only grows, at its end")
struct AppendOnlyTests {
  private static let tables = ["blocks", "imports", "sightings", "event_schemas", "sources"]

  @Test(arguments: [
    "UPDATE blocks SET recorded_at = 0", "UPDATE blocks SET body = x'00'",
    "UPDATE blocks SET first_position = first_position + 100", "DELETE FROM blocks",
    "DELETE FROM blocks WHERE first_position = 1",
    "INSERT OR REPLACE INTO blocks SELECT * FROM blocks WHERE first_position = 1",
    "REPLACE INTO blocks SELECT * FROM blocks",
    "INSERT INTO blocks SELECT * FROM blocks WHERE true ON CONFLICT DO UPDATE SET event_count = 9",
    """
    INSERT INTO blocks SELECT first_position + 100, event_count, recorded_at, import_id, payload,
      types, codec, raw_size, hash, body FROM blocks LIMIT 1
    """,
    "UPDATE imports SET summary = ''", "DELETE FROM imports",
    "REPLACE INTO imports SELECT * FROM imports",
    """
    INSERT INTO imports SELECT 2, payload, payload_size, payload_name, connection, kind, importer,
      options, fetched_at, recorded_at, first_position, last_position, summary FROM imports LIMIT 1
    """,
    "INSERT INTO imports SELECT * FROM imports WHERE true ON CONFLICT DO UPDATE SET summary = 'x'",
    "UPDATE sightings SET clock = 7", "UPDATE sightings SET positions = x'00', part = 4",
    "UPDATE sightings SET part = part + 5", "UPDATE sightings SET import_id = 9",
    "DELETE FROM sightings", "REPLACE INTO sightings SELECT * FROM sightings",
    "INSERT OR REPLACE INTO sightings VALUES (1, 2000000, 1, 1, x'0000')",
    "INSERT INTO sightings VALUES (1, 2000000, 3, 1, x'0000')",
    "INSERT INTO sightings SELECT * FROM sightings WHERE true ON CONFLICT DO UPDATE SET part = 9",
    "UPDATE event_schemas SET fields = '[]'", "DELETE FROM event_schemas",
    "REPLACE INTO event_schemas SELECT tag, '[]' FROM event_schemas",
    "INSERT INTO event_schemas SELECT * FROM event_schemas WHERE true ON CONFLICT DO NOTHING",
    "UPDATE sources SET name = 'x/y'", "DELETE FROM sources",
    "REPLACE INTO sources VALUES (1, 'x/y')", "REPLACE INTO sources SELECT 7, name FROM sources",
    "INSERT INTO sources SELECT * FROM sources WHERE true ON CONFLICT DO UPDATE SET name = 'x'",
  ])
  func `a statement that would change what happened is refused`(_ sql: String) throws {
    let log = try Self.written()
    let before = try Self.content(log)
    let connection = try Connection(log.logPath, .write)
    #expect(throws: SQLiteError.self) { try connection.execute(sql) }
    #expect(try Self.content(log) == before)
  }

  @Test(arguments: tables)
  func `without its triggers the table could be changed`(_ table: String) throws {
    let log = try Self.written()
    let before = try Self.content(log)
    let connection = try Connection(log.logPath, .write)
    for trigger in try Self.triggers(connection, of: table) {
      try connection.execute("DROP TRIGGER \(trigger)")
    }
    try connection.execute("DELETE FROM \(table)")
    #expect(try Self.content(log) != before)
  }

  @Test(arguments: [
    "DROP TABLE blocks", "DROP TRIGGER blocks_forbid_update", "CREATE TABLE t (x)",
    "ALTER TABLE blocks ADD COLUMN x",
    "CREATE TRIGGER t AFTER INSERT ON blocks BEGIN SELECT 1; END",
    "DROP INDEX sqlite_autoindex_imports_1", "ATTACH ':memory:' AS other", "VACUUM",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''", "CREATE VIEW v AS SELECT 1",
  ])
  func `the writer's own connection cannot change the schema`(_ sql: String) throws {
    let log = try Self.written()
    let writer = try log.writer()
    #expect(throws: SQLiteError.self) { try writer.log.connection.execute(sql) }
    #expect(try log.story().count == 3)
  }

  /// The index is made of the blocks, so that it may be written anew; what it says is checked.
  @Test(arguments: [
    "DELETE FROM stream_pages", "UPDATE stream_pages SET first_id = x'63'",
    "UPDATE stream_pages SET source = 9", "UPDATE stream_pages SET body = substr(body, 1, 30)",
  ])
  func `an index that is not that of the blocks is found`(_ sql: String) throws {
    let log = try Self.written()
    #expect(try log.indexFaults() == [])
    try Connection(log.logPath, .write).execute(sql)
    #expect(try log.indexFaults() != [])
  }

  @Test(arguments: [
    // Positions that are far beyond the log, and a list that ends inside a number.
    "UPDATE sightings SET positions = x'7F00'", "UPDATE sightings SET positions = x'FF'",
    "UPDATE sightings SET positions = x''", "UPDATE sightings SET source = 7",
    "UPDATE sightings SET part = 2", "UPDATE sightings SET positions = x'0000'",
  ])
  func `sightings that cannot be are found`(_ sql: String) throws {
    let log = try Self.written()
    let connection = try Connection(log.logPath, .write)
    try connection.execute("DROP TRIGGER sightings_forbid_update; \(sql)")
    #expect(try log.faults().contains { $0.hasPrefix("log.sqlite sightings ") })
  }

  /// Pages whose numbers are larger than what follows them.
  @Test(arguments: [
    "00FFFFFFFF7F61", "00E9076100", "0001618801", "000161FFFFFFFFFFFFFFFFFF01", "0561010000",
  ])
  func `a page that claims more than it has is refused before memory is taken`(
    _ hex: String
  ) throws {
    let log = try Self.written()
    try Connection(log.logPath, .write).execute("UPDATE stream_pages SET body = x'\(hex)'")
    #expect(try log.indexFaults() != [])
    #expect(throws: EventLogError.self) { try log.append([Seen("a", 9, at: 9)]) }
  }

  @Test func `every changed byte of the index is found`() throws {
    let log = try Self.written()
    let connection = try Connection(log.logPath, .write)
    let select = try connection.prepare("SELECT body FROM stream_pages")
    _ = try select.step()
    let body = select.bytes(0).array
    select.reset()
    let update = try connection.prepare("UPDATE stream_pages SET body = ?1")
    var harmless = 0
    for place in body.indices {
      for bit in 0..<8 {
        var changed = body
        changed[place] ^= 1 << UInt8(bit)
        update.bind(1, blob: changed)
        try update.run()
        harmless += try log.indexFaults() == [] ? 1 : 0
      }
    }
    #expect(harmless == 0)
  }

  /// Everything in the file's tables.
  private static func content(_ log: LogFolder) throws -> [String] {
    let connection = try Connection(log.logPath, .read)
    var rows: [String] = []
    for table in tables {
      let select = try connection.prepare("SELECT * FROM \(table)")
      while try select.step() {
        rows.append("\(table) \((0..<select.columnCount).map { select.value($0) })")
      }
    }
    return rows
  }

  private static func triggers(_ connection: Connection, of table: String) throws -> [String] {
    let select = try connection.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1")
    select.bind(1, table)
    var names: [String] = []
    while try select.step() { names.append(select.string(0)) }
    return names
  }

  /// A log with something in every table.
  private static func written() throws -> LogFolder {
    let log = try LogFolder()
    let writer = try log.writer()
    _ = try writer.append(at: Moment.of(1)) { appender in
      try appender.begin(Appender.Origin(importID: 1, payload: Array(repeating: 7, count: 32)))
      for id in ["a", "b", "c"] { try appender.take(Seen(id, 1, at: 1)) }
      try appender.take(Seen("b", 1, at: 2))
      try appender.record(
        ImportRecord(
          id: 1, payload: Array(repeating: 7, count: 32), payloadSize: 1, payloadName: "p",
          connection: "ut", kind: OneCDealerPrice.kind, importer: 1, options: "{}",
          fetchedAt: Moment.of(1), recordedAt: Moment.of(1)))
    }
    return log
  }
}
