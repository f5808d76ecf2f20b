import Foundation
import Platform
import TestKit
import Testing

@Suite("svod sql reads only")
struct SQLTests {
  static let writing = [
    "INSERT INTO p900_rows DEFAULT VALUES", "INSERT INTO p900 SELECT * FROM p900",
    "UPDATE p900_rows SET qty_e4 = 0", "DELETE FROM p900_rows", "DROP TABLE p900_rows",
    "DROP VIEW p900", "REPLACE INTO p900_rows SELECT * FROM p900_rows",
    "WITH x AS (SELECT 1) DELETE FROM p900_rows", "ATTACH 'other.sqlite' AS other",
    "ATTACH ':memory:' AS other", "DETACH p900_file", "PRAGMA writable_schema = 1",
    "PRAGMA p900_file.query_only = OFF", "PRAGMA journal_mode = DELETE", "PRAGMA user_version = 7",
    "VACUUM", "VACUUM INTO 'copy.sqlite'", "CREATE TABLE t (a)", "CREATE TEMP TABLE t (a)",
    "CREATE VIEW v AS SELECT 1", "CREATE INDEX i ON p900_rows (qty_e4)",
    "CREATE TRIGGER t AFTER DELETE ON p900_rows BEGIN SELECT 1; END",
    "ALTER TABLE p900_rows ADD COLUMN z", "REINDEX", "ANALYZE", "BEGIN", "BEGIN IMMEDIATE",
    "SAVEPOINT s", "SELECT 1; DELETE FROM p900_rows", "SELECT load_extension('x')",
    "SELECT writefile('f', 'x')", "SELECT readfile('/etc/passwd')",
    "SELECT * FROM pragma_user_version(); DROP TABLE p900_rows",
  ]

  @Test func `no statement writes`() throws {
    let desk = try Desk(filled: true)
    let before = try Self.files(desk)
    for statement in Self.writing { try desk.expectRefusal(["sql", statement], 64) }
    #expect(try Self.files(desk) == before)
    #expect(try Files.names(in: desk.folder) == ["book"])
    try desk.expectSound()
  }

  /// The bytes of the book's files by name.
  private static func files(_ desk: Desk) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in ["log.sqlite", "payloads.sqlite", "checkpoints"] {
      files[name] = Data(try Files.read(desk.book + "/" + name, sizeMax: 1 << 30))
    }
    for name in try Files.names(in: desk.book + "/read") where name.hasSuffix(".sqlite") {
      files[name] = Data(try Files.read(desk.book + "/read/" + name, sizeMax: 1 << 30))
    }
    return files
  }

  @Test func `a statement without an end is stopped`() throws {
    let desk = try Desk()
    let endless = "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT "
    for statement in [endless + "count(*) FROM c", endless + "max(x) FROM c"] {
      try desk.expectRefusal(["sql", statement, "--timeout", "1"], 65, saying: "stopped after 1")
    }
    try desk.expectRefusal(["sql", "SELECT 1", "--timeout", "0"], 64)
  }

  @Test func `a statement sees every table under each of its names`() throws {
    let desk = try Desk(filled: true)
    for name in ["p900", "p900_sales_register", "p900_rows"] {
      #expect(
        try desk.done("sql", "SELECT count(*) AS n FROM \(name)", "--format", "csv")
          == "n\r\n79\r\n")
    }
    #expect(try desk.done("sql", "SELECT x'000aff' AS b", "--format", "csv") == "b\r\n000aff\r\n")
    #expect(
      try desk.done("sql", "SELECT NULL AS a, 'b' AS b", "--format", "json")
        == "[{\"a\":null,\"b\":\"b\"}]\n")
  }
}
