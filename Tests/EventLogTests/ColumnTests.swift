import Domain
import EventLog
import Platform
import SQLite
import TestKit
import Testing

@Suite("No column of the log is changed through SQL")
struct ColumnTests {
  /// The columns of each table, but those of the index, which is made of the blocks.
  static let columns: [String] = [
    "blocks.first_position", "blocks.event_count", "blocks.recorded_at", "blocks.import_id",
    "blocks.payload", "blocks.types", "blocks.codec", "blocks.raw_size", "blocks.hash",
    "blocks.body", "event_schemas.tag", "event_schemas.fields", "imports.id", "imports.payload",
    "imports.payload_size", "imports.payload_name", "imports.connection", "imports.kind",
    "imports.importer", "imports.options", "imports.fetched_at", "imports.recorded_at",
    "imports.first_position", "imports.last_position", "imports.summary", "sources.id",
    "sources.name", "sightings.source", "sightings.clock", "sightings.part",
    "sightings.import_id", "sightings.positions",
  ]

  private static func written() throws -> LogFolder {
    let log = try LogFolder()
    _ = try log.writer().append(at: Moment.of(1)) { appender in
      try appender.begin(Appender.Origin(importID: 1, payload: Array(repeating: 7, count: 32)))
      try appender.take(Seen("a", 1, at: 1))
      try appender.take(Seen("a", 1, at: 2))
      try appender.record(
        ImportRecord(
          id: 1, payload: Array(repeating: 7, count: 32), payloadSize: 1, payloadName: "p",
          connection: "ut", kind: OneCDealerPrice.kind, importer: 1, options: "{}",
          fetchedAt: Moment.of(1), recordedAt: Moment.of(1)))
    }
    return log
  }

  @Test(arguments: columns)
  func `a column keeps what was written`(_ place: String) throws {
    let log = try Self.written()
    let parts = place.split(separator: ".")
    let connection = try Connection(log.logPath, .write)
    for verb in ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"] {
      let error = #expect(throws: SQLiteError.self, "\(verb)") {
        try connection.execute("\(verb) \(parts[0]) SET \(parts[1]) = \(parts[1])")
      }
      #expect(error?.message == "the event log is append-only")
    }
  }

  @Test func `the table of columns is whole`() throws {
    let log = try Self.written()
    let connection = try Connection(log.logPath, .read)
    let select = try connection.prepare(
      """
      SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'
      """)
    var known: Set<String> = []
    while try select.step() { known.insert(select.string(0)) }
    #expect(
      known.subtracting(Self.columns) == [
        "stream_pages.source", "stream_pages.first_id", "stream_pages.body",
      ])
    #expect(Set(Self.columns).isSubset(of: known))
  }

  /// A crash may lose the line of an append or cut it at any byte.
  @Test func `a checkpoint cut anywhere is caught up with on the next open`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 1, at: 1)])
    let first = try FileBytes.read(log.checkpoints.path)
    try log.append([Seen("b", 1, at: 1)])
    let both = try FileBytes.read(log.checkpoints.path)
    let whole = try log.checkpoints.lines()
    #expect(whole.count == 2)
    for length in 0..<both.count where length >= first.count || length == 0 {
      try FileBytes.write(Array(both[..<length]), to: log.checkpoints.path)
      _ = try log.writer()
      let lines = try log.checkpoints.lines()
      try #require(lines.last?.hash == whole.last?.hash, "cut to \(length) bytes")
      try #require(lines.count == (length == 0 ? 1 : 2), "cut to \(length) bytes")
    }
  }
}
