import Domain
import Ledger
import Platform
import SQLite
package import TestKit

/// Promise 7: through SQL too, history only grows: each statement is refused, or found.
package enum StatementProof {
  /// Statements that somebody may type into any SQLite shell.
  package static let statements: [String] = [
    "UPDATE blocks SET recorded_at = 0", "DELETE FROM blocks",
    "REPLACE INTO blocks SELECT * FROM blocks",
    "INSERT OR REPLACE INTO blocks SELECT * FROM blocks WHERE first_position = 1",
    "INSERT INTO blocks SELECT * FROM blocks WHERE true ON CONFLICT DO UPDATE SET event_count = 9",
    "UPDATE OR REPLACE blocks SET first_position = first_position + 1",
    "UPDATE imports SET summary = '{}'", "DELETE FROM imports WHERE id = 1",
    "INSERT INTO imports SELECT * FROM imports WHERE true ON CONFLICT DO UPDATE SET summary = 'x'",
    "UPDATE stream_pages SET body = x''", "DELETE FROM stream_pages",
    "UPDATE stream_pages SET first_id = x'30'", "UPDATE stream_pages SET source = source + 1",
    """
    UPDATE stream_pages SET body =
      CAST(substr(body, 1, length(body) - 8) || x'0000000000000007' AS BLOB)
    """,
    "REPLACE INTO stream_pages SELECT source, first_id, x'' FROM stream_pages",
    "INSERT INTO stream_pages SELECT source, x'7A7A7A', body FROM stream_pages LIMIT 1",
    "INSERT INTO stream_pages SELECT source, x'7A7A7A', x'' FROM stream_pages LIMIT 1",
    "INSERT INTO stream_pages SELECT source + 90, first_id, body FROM stream_pages LIMIT 1",
    "UPDATE sightings SET clock = clock + 1", "UPDATE sightings SET positions = x'0100'",
    "UPDATE sightings SET import_id = 0", "DELETE FROM sightings",
    "REPLACE INTO sightings SELECT source, clock, part, 0, positions FROM sightings",
    "INSERT INTO sightings SELECT source, clock, part + 1, 0, positions FROM sightings LIMIT 1",
    "INSERT INTO sightings SELECT source, clock + 1, 1, 0, positions FROM sightings LIMIT 1",
    "UPDATE sources SET name = 'x/y'", "INSERT INTO sources SELECT max(id) + 1, 'x/y' FROM sources",
    "UPDATE event_schemas SET fields = '[]'", "INSERT INTO event_schemas VALUES ('x.y@1', '[]')",
    """
    INSERT INTO blocks SELECT (SELECT max(first_position + event_count) FROM blocks), event_count,
      recorded_at, import_id, payload, types, codec, raw_size, hash, body FROM blocks LIMIT 1
    """,
    """
    INSERT INTO imports SELECT (SELECT max(id) + 1 FROM imports), payload, payload_size, 'x',
      connection, kind, importer, options, fetched_at + 1, recorded_at, 0, 0, summary FROM imports
    LIMIT 1
    """,
    "DROP TRIGGER blocks_forbid_update", "DROP TABLE stream_pages", "DROP TABLE blocks",
    "DROP TABLE sightings",
    "DROP TRIGGER sightings_forbid_update; UPDATE sightings SET import_id = import_id + 1",
    "DROP TRIGGER blocks_forbid_update; UPDATE blocks SET recorded_at = recorded_at + 1",
    "DROP TRIGGER imports_forbid_update; UPDATE imports SET payload_name = 'x'",
    "CREATE TABLE notes (x)", "CREATE VIEW v AS SELECT 1", "CREATE INDEX i ON blocks (types)",
    "CREATE TRIGGER t AFTER INSERT ON blocks BEGIN DELETE FROM stream_pages; END",
    "ALTER TABLE blocks ADD COLUMN x", "ALTER TABLE blocks RENAME COLUMN types TO kinds",
    "PRAGMA user_version = 7", "PRAGMA application_id = 7",
    """
    PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'ABORT', 'IGNORE')
    WHERE type = 'trigger'
    """,
    "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger'",
    """
    PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'event_count > 0',
      'event_count > 9') WHERE name = 'blocks'
    """,
    "PRAGMA ignore_check_constraints = ON; UPDATE blocks SET event_count = 0",
    """
    PRAGMA recursive_triggers = OFF; INSERT OR REPLACE INTO blocks SELECT first_position, event_count,
      0, import_id, payload, types, codec, raw_size, hash, body FROM blocks
    """,
  ]

  /// Types each statement into the log of a copy.
  package static func run(judge: Judge = .verify) throws -> Tally {
    let book = try SampleBook()
    var tally = Tally()
    let bench = try Bench()
    for (number, statement) in statements.enumerated() {
      tally.tried += 1
      let path = "\(bench.path)/\(number)"
      try book.write(to: path)
      do {
        let connection = try Connection(path + "/log.sqlite", .write)
        try connection.execute(statement)
      } catch {
        // A script may have been refused in its middle.
        if try judge.run([path]) == [[]] {
          tally.found += 1
          continue
        }
      }
      if try judge.run([path])[0].isEmpty {
        tally.miss("\(statement) was neither refused nor found")
      } else {
        tally.found += 1
      }
    }
    return tally
  }
}
