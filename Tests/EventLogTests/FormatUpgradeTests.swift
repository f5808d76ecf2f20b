import Domain
import EventLog
import Platform
import SQLite
import TestKit
import Testing

@Suite("Logs of format 1 are read, and get the present index with the next append")
struct FormatUpgradeTests {
  private static func old() throws -> LogFolder {
    let log = try LogFolder()
    for end in ["", "-wal", "-shm"] { try Files.remove(log.logPath + end) }
    let connection = try Connection(log.logPath, .create)
    try connection.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL")
    let script = try PackageFolder.bytes(of: "schemas/formats/event_log_1.sql")
    try connection.execute(String(decoding: script, as: UTF8.self))
    try connection.execute(
      "PRAGMA application_id = \(EventLog.applicationID); PRAGMA user_version = 1")
    return log
  }

  private static let changed = "ut/1c.dealer-prices/7b89f0fe-183b-4c55-9d61-20f1e8a7c3b2/2026-01-01"

  @Test func `an old log is read as it is`() throws {
    let log = try Self.old()
    let reader = try log.reader()
    #expect(try reader.positions(ofStream: Self.changed) == [3, 5])
    #expect(try reader.positions(ofStream: "ut/1c.dealer-prices/none") == [])
    #expect(try log.indexFaults() == [])
  }

  @Test func `the next writer changes the index and no event`() throws {
    let log = try Self.old()
    let story = try log.story()
    let head = try log.reader().head()
    _ = try log.writer()
    let reader = try log.reader()
    #expect(try reader.connection.integer("PRAGMA user_version") == EventLog.format)
    #expect(try log.story() == story)
    #expect(try reader.head() == head)
    #expect(try reader.positions(ofStream: Self.changed) == [3, 5])
    #expect(try log.indexFaults() == [])
    // The last sighting of each unchanged price, on 2026-03-05T05:00:00Z.
    #expect(
      try reader.connection.text("SELECT clock || ' ' || hex(positions) FROM sightings")
        == "1772686800000000 02000300")
    #expect(
      try reader.connection.integer("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'stream%'")
        == 1)
    // Blocks of both codecs follow one another.
    try log.append([Seen("z", 5, at: 9)])
    // The price is older than a complete list that did not have it: the old claims count.
    #expect(try log.story() == story + ["z v1 @9 5", "z v2 @1772341200 −"])
    _ = try log.writer()
    #expect(try log.indexFaults() == [])
  }

  /// Runs an upgrade up to its commit, `body` in the place of the commit.
  private static func breakOff(_ log: LogFolder, _ body: () throws -> Void = {}) throws {
    struct Stop: Error {}
    let connection = try Connection(log.logPath, .write)
    // Pages go to the WAL long before the commit.
    try connection.execute("PRAGMA cache_size = 2")
    let half = try EventLog(connection)
    #expect(throws: Stop.self) {
      try FormatUpgrade.run(half) {
        try body()
        throw Stop()
      }
    }
  }

  @Test func `an upgrade that fails leaves the log as it was`() throws {
    let log = try Self.old()
    let story = try log.story()
    try Self.breakOff(log)
    let reader = try log.reader()
    #expect(try reader.connection.integer("PRAGMA user_version") == 1)
    #expect(try reader.positions(ofStream: Self.changed) == [3, 5])
    #expect(try log.story() == story)
    #expect(try log.indexFaults() == [])
    _ = try log.writer()
    #expect(try log.reader().connection.integer("PRAGMA user_version") == EventLog.format)
    #expect(try log.indexFaults() == [])
  }

  @Test func `an upgrade that is killed before its commit begins again`() throws {
    let log = try Self.old()
    let story = try log.story()
    let killed = try LogFolder()
    try Self.breakOff(log) {
      for end in ["", "-wal"] {
        try Files.replace(
          killed.logPath + end, with: Files.read(log.logPath + end, sizeMax: 1 << 20))
      }
    }
    for end in ["-shm"] { try? Files.remove(killed.logPath + end) }
    let reader = try killed.reader()
    #expect(try reader.connection.integer("PRAGMA user_version") == 1)
    #expect(try killed.story() == story)
    _ = try killed.writer()
    #expect(try killed.story() == story)
    #expect(try killed.indexFaults() == [])
  }

  @Test func `a checkpoint whose upgrade was undone is followed by another`() throws {
    let log = try Self.old()
    let before = try Files.read(log.logPath, sizeMax: 1 << 20)
    _ = try log.writer()
    for end in ["-wal", "-shm"] { try? Files.remove(log.logPath + end) }
    try Files.replace(log.logPath, with: before)
    _ = try log.writer()
    let lines = try log.checkpoints.all().compactMap(\.append)
    #expect(lines.count == 2)
    #expect(lines.last?.register?.sightings == (try log.reader().sumSightings()))
    #expect(lines.first == lines.last)
  }

  @Test func `a log of a newer program is refused with what to do`() throws {
    let log = try LogFolder()
    let format = EventLog.format + 1
    try Connection(log.logPath, .write).execute("PRAGMA user_version = \(format)")
    let newer = EventLogError.newer(path: log.logPath, format: format)
    #expect(throws: newer) { try log.reader() }
    #expect(throws: newer) { try log.writer() }
    #expect(newer.description.hasSuffix("has format 3, which is newer than this svod: update svod"))
  }
}
