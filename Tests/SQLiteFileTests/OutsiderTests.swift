import Foundation
import SQLite
import TestKit
import Testing

/// Other programs that read SQLite files; those that are not installed are skipped, and say so.
///
/// `SVOD_PYTHON` names an interpreter that has more of them than the system's; `.ci/nightly` makes one.
@Suite("Outsiders read the file", .enabled(if: Outsiders.isPossible))
struct OutsiderTests {
  @Test(arguments: [512, 8192], ["", ", WITHOUT ROWID"])
  func `and find what statements would have written`(_ pageSize: Int, _ tail: String) throws {
    var random = SeededRandom(9)
    let rows = (0..<3_000).map { number -> [Value] in
      let text = "строка \(random.next() % 100)"
      return [
        .text("ключ \(10_000 + number)"), .integer(random.integer()),
        random.once(in: 3) ? .null : .text(text), .blob([UInt8(number & 0xFF), 0, 7]),
      ]
    }
    let table = WrittenTable(
      schema: [
        "CREATE TABLE t (k TEXT NOT NULL, n INTEGER, v TEXT, b BLOB, PRIMARY KEY (k)) STRICT\(tail)",
        "CREATE INDEX by_v ON t (v, n)", "CREATE INDEX by_n ON t (n)",
      ], rows: rows)
    let both = try BothWays(
      [table], views: ["CREATE VIEW w AS SELECT k, n / 10000.0 AS n FROM t"], pageSize: pageSize)
    _ = try both.oracle(at: both.statements)
    let told = try Outsiders.compare(both.pages, both.statements)
    for line in told where line.hasSuffix("skipped") { print(line) }
    #expect(told.count == 3 && told.allSatisfy { $0.hasSuffix("same") || $0.hasSuffix("skipped") })
    #expect(told.first?.hasPrefix("sqlite3 ") == true && told.first?.hasSuffix("same") == true)
  }
}

private enum Outsiders {
  private static let python =
    ProcessInfo.processInfo.environment["SVOD_PYTHON"] ?? "/usr/bin/python3"
  static let isPossible = FileManager.default.isExecutableFile(atPath: python)

  /// A line for each program: its name, its version, and `same`, `skipped` or what differs.
  static func compare(_ ours: String, _ theirs: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script, ours, theirs]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map(String.init)
  }

  private static let script = """
    import glob, os, sqlite3, sys
    QUESTIONS = [
        "SELECT * FROM t ORDER BY k", "SELECT * FROM w ORDER BY k",
        "SELECT k, v, n FROM t INDEXED BY by_v ORDER BY v, n",
        "SELECT k FROM t INDEXED BY by_n WHERE n > 1000 ORDER BY n, k",
        "SELECT count(*), sum(length(v)), min(n), max(n) FROM t"]

    def sqlite(rows):
        def answers(path):
            checks = [rows(path, "PRAGMA " + p) for p in ("integrity_check", "quick_check")]
            assert checks == [[("ok",)], [("ok",)]], checks
            return [rows(path, q) for q in QUESTIONS]
        return answers

    def by_sqlite3():
        return sqlite3.sqlite_version, sqlite(
            lambda path, q: sqlite3.connect(path).execute(q).fetchall())

    def by_apsw():
        import apsw
        return apsw.sqlite_lib_version(), sqlite(
            lambda path, q: list(apsw.Connection(path).execute(q)))

    def by_duckdb():
        import duckdb
        import duckdb_extension_sqlite_scanner as package
        folder = os.path.dirname(package.__file__)
        (extension,) = glob.glob(folder + "/**/*.duckdb_extension", recursive=True)
        def answers(path):
            db = duckdb.connect()
            db.execute(f"LOAD '{extension}'")
            db.execute(f"ATTACH '{path}' AS file (TYPE sqlite)")
            db.execute("USE file")
            return [db.execute(q).fetchall() for q in (
                "SELECT * FROM t ORDER BY k", "SELECT * FROM w ORDER BY k",
                "SELECT v, count(*), sum(n) FROM t GROUP BY v ORDER BY v")]
        return duckdb.__version__, answers

    for name, reader in (("sqlite3", by_sqlite3), ("apsw", by_apsw), ("duckdb", by_duckdb)):
        try:
            version, answers = reader()
        except ImportError:
            print(name, "is not installed: skipped")
            continue
        ours, theirs = answers(sys.argv[1]), answers(sys.argv[2])
        print(name, version, "same" if ours == theirs and len(ours[0]) == 3000 else "differs")
    """
}
