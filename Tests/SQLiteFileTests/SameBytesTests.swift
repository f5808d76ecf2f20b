import Digest
import Platform
import SQLite
import TestKit
import Testing

@Suite("The same rows give the same bytes")
struct SameBytesTests {
  /// Enough rows for several runs of leaves, and keys that repeat.
  private static func table(_ tail: String, rows count: Int) -> WrittenTable {
    var random = SeededRandom(7)
    let rows = (0..<count).map { row -> [Value] in
      let text = String(repeating: "общее ", count: 6) + String(random.next() % 50)
      return [
        .integer(Int64(row)), .text(text),
        random.once(in: 5) ? .null : .integer(random.integer()),
        random.once(in: 300) ? .blob(Array(repeating: 0, count: 3000)) : .blob([UInt8(row & 3)]),
      ]
    }
    return WrittenTable(
      schema: [
        "CREATE TABLE t (k INT NOT NULL, text TEXT, number INT, bytes BLOB, PRIMARY KEY (k)) "
          + "STRICT\(tail)", "CREATE INDEX by_text ON t (text)",
        "CREATE INDEX by_number ON t (number, text)", "CREATE INDEX by_bytes ON t (bytes)",
      ], rows: rows)
  }

  @Test(arguments: [512, 8192], ["", ", WITHOUT ROWID"])
  func `again, on other threads, and with little memory`(_ pageSize: Int, _ tail: String) throws {
    let both = try BothWays([Self.table(tail, rows: 4_000)], pageSize: pageSize)
    try both.agree()
    let hash = try Self.hash(both.pages)
    for (workers, memoryMax) in [
      (1, 64 << 20), (2, 64 << 20), (3, 1 << 20), (1, 90_000), (2, 30_000),
    ] {
      let path = both.folder + "/again"
      try both.write(to: path, workers: workers, memoryMax: memoryMax)
      #expect(try Self.hash(path) == hash, "\(workers) workers, \(memoryMax) bytes")
    }
    // Whoever reads leaves what SQLite needs beside the file.
    let names = try Files.names(in: both.folder).filter { !$0.contains("-") }
    #expect(names == ["again", "pages.sqlite"])
  }

  @Test func `a run for each row`() throws {
    let both = try BothWays([Self.table("", rows: 60)], pageSize: 1024)
    try both.write(to: both.folder + "/again", memoryMax: 1)
    #expect(try Self.hash(both.folder + "/again") == Self.hash(both.pages))
  }

  private static func hash(_ path: String) throws -> String {
    SHA256.hash(try Files.read(path, sizeMax: 1 << 30)).hex
  }
}
