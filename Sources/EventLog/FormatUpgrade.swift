import Domain
import SQLite

/// Gives a log of format 1 the index of format 2, in one transaction; no event is touched.
///
/// Format 1 had a row for each version in a table `streams`, and of sightings the last one alone.
package enum FormatUpgrade {
  /// Upgrades `log`; `sealed` is called before the commit, and what it throws undoes everything.
  package static func run(_ log: EventLog, sealed: () throws -> Void) throws {
    let connection = log.connection
    try connection.transaction {
      guard try connection.integer("PRAGMA user_version") == 1 else { return }
      try connection.execute(tables)
      let index = try StreamIndex(connection)
      let sightings = try Sightings(connection)
      let select = try connection.prepare(
        """
        SELECT source, natural_id, position, clock, state, seen_until FROM streams
        ORDER BY source, natural_id, position
        """)
      while try select.step() {
        let position = select.integer(2)
        try index.add(
          select.integer(0), select.bytes(1),
          StreamVersion(position: position, clock: select.integer(3), state: select.integer(4)))
        if !select.isNull(5) {
          sightings.note(select.integer(0), position, at: select.integer(5), by: 0)
        }
      }
      try index.flush()
      try sightings.flush()
      try connection.execute("DROP TABLE streams; PRAGMA user_version = \(EventLog.format)")
      log.format = EventLog.format
      log.selectVersions = nil
      try sealed()
    }
  }

  /// What the schema has now and had not: the index, the sightings, and the triggers of theirs.
  private static var tables: String {
    let script = String(decoding: PackageResources.event_log_sql, as: UTF8.self)
    return script.split(separator: ";\n\n")
      .filter { $0.contains("stream_pages (") || $0.contains("sightings") }
      .joined(separator: ";\n") + ";"
  }

  /// The schema of a log of format 1.
  static var script: String {
    let script = String(decoding: PackageResources.event_log_sql, as: UTF8.self)
    return script.split(separator: ";\n\n")
      .filter { !$0.contains("stream_pages (") && !$0.contains("sightings") }
      .joined(separator: ";\n\n") + ";\n\n" + streams
  }

  private static let streams = """
    CREATE TABLE streams (
      source     INTEGER NOT NULL,
      natural_id TEXT    NOT NULL,
      version    INTEGER NOT NULL,
      position   INTEGER NOT NULL,
      clock      INTEGER NOT NULL,
      state      INTEGER NOT NULL,
      seen_until INTEGER,
      PRIMARY KEY (source, natural_id, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER streams_forbid_update BEFORE UPDATE OF
      source, natural_id, version, position, clock, state ON streams
    BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

    CREATE TRIGGER streams_forbid_delete BEFORE DELETE ON streams
    BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

    CREATE TRIGGER streams_only_once BEFORE INSERT ON streams
    WHEN EXISTS (SELECT 1 FROM streams WHERE source = NEW.source
      AND natural_id = NEW.natural_id AND version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'a version of a stream is written once'); END;
    """
}
