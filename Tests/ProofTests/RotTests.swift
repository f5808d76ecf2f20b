import Domain
import SQLite
import TestKit
import Tampering
import Testing

@Suite("Rot is found wherever it sits")
struct RotTests {
  @Test func `a flipped bit in log, WAL, archive, tables or checkpoints is found and located`()
    throws
  {
    let tally = try FlipProof.run(
      count: Nightly.count(500, nightly: 1_000_000), seed: 51,
      panel: .together(oneIn: Nightly.count(10, nightly: 100)))
    #expect(tally.failures == [])
    #expect(tally.isKept && tally.found > tally.tried / 4, "\(tally.line)")
  }

  @Test func `the bits of a small log are found one by one`() throws {
    let tally = try FlipProof.run(
      count: Nightly.count(60, nightly: .max), seed: 54, of: ["log.sqlite"],
      panel: .together(oneIn: Nightly.count(6, nightly: 1_000)))
    #expect(tally.failures == [])
    #expect(tally.isKept, "\(tally.line)")
  }

  @Test func `a page of streams that is spelled otherwise is found`() throws {
    let bench = try Bench()
    let path = bench.path + "/book"
    try SampleBook().write(to: path)
    let log = try Connection(path + "/log.sqlite", .write)
    let select = try log.prepare("SELECT body FROM stream_pages WHERE source = 3")
    let isPage = try select.step()
    let body = select.bytes(0).array
    select.reset()
    let zeros = body.indices.filter { body[$0] == 0 }
    #expect(isPage && !zeros.isEmpty)
    let update = try log.prepare("UPDATE stream_pages SET body = ?1 WHERE source = 3")
    for place in zeros.prefix(40) {
      var other = body
      other[place] = 1
      update.bind(1, blob: other)
      try update.run()
      #expect(try Judge.verify.run([path])[0].isEmpty == false, "byte \(place)")
    }
  }

  @Test func `what is harmless in a file's header lets the next import in`() throws {
    let tally = try FlipProof.run(
      count: Nightly.count(60, nightly: .max), seed: 55, first: 100, panel: .withImports)
    #expect(tally.failures == [])
    #expect(tally.isKept && tally.harmless > 0, "\(tally.line)")
  }

  /// Flips that were once not found, and what they stand for.
  @Test(arguments: [
    "UPDATE meta SET value = 'a' || substr(value, 2) WHERE key = 'fingerprint'",
    "UPDATE meta SET value = value + 1 WHERE key = 'projector_version'",
    "UPDATE meta SET key = 'sea' WHERE key = 'seal'",
    "UPDATE meta SET value = 'a' WHERE key = 'own_hash'",
    "UPDATE p900_members SET position = position + 1000 WHERE position = 40",
    "DELETE FROM p900_members WHERE position = (SELECT max(position) FROM p900_members)",
    "UPDATE p900_rows SET row_group = x'01' WHERE rowid = 3",
    "INSERT INTO quarantine VALUES (1, 'a', 'b', 'c')", "PRAGMA user_version = 4",
    """
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(sql, 'idx', 'id8') WHERE name = 'sqlite_stat1'
    """,
    """
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET type = 'iodex' WHERE name = 'sqlite_autoindex_meta_1'
    """,
    """
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET name = CAST(name AS BLOB) WHERE name = 'p900'
    """,
  ])
  func `what no row of a table shows is looked at too`(_ sql: String) throws {
    let bench = try Bench()
    try SampleBook().write(to: bench.path + "/book")
    let before = try Judge.verify.run([bench.path + "/book"])
    let table = try Connection(bench.path + "/book/read/p900.g1.sqlite", .write)
    try table.execute(sql)
    #expect(table.changes != 0 || sql.hasPrefix("PRAGMA user"), "nothing was changed")
    let findings = try Judge.verify.run([bench.path + "/book"])
    #expect(before == [[]] && findings[0].contains { $0.hasPrefix("read/p900.g1.sqlite") })
  }

  @Test func `SQLite's own check alone would miss most of it`() throws {
    let tally = try FlipProof.run(count: 60, seed: 52, panel: .alone(.integrityCheckAlone))
    #expect(tally.missed > tally.tried / 4, "\(tally.line)")
  }

  @Test func `without its hashes verify would miss some of it`() throws {
    let tally = try FlipProof.run(count: 60, seed: 53, panel: .alone(.withoutHashes))
    #expect(tally.missed > 0, "\(tally.line)")
  }
}
