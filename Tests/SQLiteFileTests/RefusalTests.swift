import Domain
import Platform
import SQLite
import SQLiteFile
import Testing

@Suite("What the page writer does not do, it refuses")
struct RefusalTests {
  private static let refused: [(statements: [String], reason: String)] = [
    (["CREATE TABLE t (a TEXT PRIMARY KEY)"], "t is not STRICT"),
    (["CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT"], "INTEGER PRIMARY KEY, which is its rowid"),
    (["CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT) STRICT"], "t has a AUTOINCREMENT"),
    (["CREATE TABLE t (a REAL) STRICT"], "t.a is REAL"),
    (["CREATE TABLE t (a ANY) STRICT"], "t.a is ANY"),
    (["CREATE TABLE t (a INT, b INT AS (a + 1)) STRICT"], "t.b is generated"),
    (["CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS (a)) STRICT"], "t has a GENERATED"),
    (["CREATE TABLE t (a INT CHECK (a > 1)) STRICT"], "t has a CHECK"),
    (["CREATE TABLE t (a INT REFERENCES t) STRICT"], "t has a REFERENCES"),
    (["CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES t (a)) STRICT"], "t has a FOREIGN"),
    (["CREATE TABLE t (a TEXT COLLATE NOCASE) STRICT"], "t has a COLLATE"),
    (
      ["CREATE TABLE t (a TEXT) STRICT", "CREATE INDEX i ON t (a COLLATE NOCASE)"],
      "i collates by NOCASE"
    ),
    (
      ["CREATE TABLE t (a TEXT) STRICT", "CREATE INDEX i ON t (a DESC)"],
      "i has a descending column"
    ),
    (["CREATE TABLE t (a INT, PRIMARY KEY (a DESC)) STRICT"], "has a descending column"),
    (
      ["CREATE TABLE t (a TEXT) STRICT", "CREATE INDEX i ON t (lower(a))"],
      "i is over an expression"
    ),
    (
      ["CREATE TABLE t (a TEXT) STRICT", "CREATE INDEX i ON t (a) WHERE a > 'b'"],
      "i is a partial index"
    ),
    (
      ["CREATE TABLE t (a INT, b INT NOT NULL, PRIMARY KEY (b)) STRICT, WITHOUT ROWID"],
      "its key's columns are not its first ones"
    ),
    (
      [
        "CREATE TABLE t (a INT) STRICT",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
      ], "g is a trigger"
    ),
    (["CREATE VIRTUAL TABLE t USING fts5 (a)"], "t is a virtual table"),
    (["CREATE TABLE t (a WRONG) STRICT"], "unknown datatype for t.a"),
    (["CREATE TABLE t (a INT"], "incomplete input"),
  ]

  @Test(arguments: refused.indices)
  func `with the reason in a line`(_ number: Int) {
    let (statements, reason) = Self.refused[number]
    let told = SQLiteFileWriter.refusal(of: statements)
    #expect(told?.contains(reason) == true, "\(told ?? "nothing is refused")")
    #expect(told?.contains("\n") == false)
  }

  @Test func `before a file is made`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-pages")
    defer { try? Files.removeFolder(folder) }
    #expect(throws: SQLiteFileError.refused("t.a is REAL")) {
      _ = try SQLiteFileWriter(at: folder + "/t", schema: ["CREATE TABLE t (a REAL) STRICT"])
    }
    #expect(throws: SQLiteFileError.refused("a page cannot have 1000 bytes")) {
      _ = try SQLiteFileWriter(at: folder + "/t", schema: [], pageSize: 1000)
    }
    #expect(try Files.names(in: folder) == [])
  }

  @Test func `words in names, texts and comments refuse nothing`() {
    let statements = [
      """
      CREATE TABLE "check" ([references] TEXT NOT NULL DEFAULT 'collate', -- a CHECK of words
        `generated` INT, /* FOREIGN */ checked INT, PRIMARY KEY ([references])) STRICT
      """, "CREATE VIEW v AS SELECT 1 AS one WHERE 'CHECK' COLLATE NOCASE = 'check'",
    ]
    #expect(SQLiteFileWriter.refusal(of: statements) == nil)
  }
}
