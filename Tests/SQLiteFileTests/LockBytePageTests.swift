import Domain
import Platform
import SQLite
import SQLiteFile
import TestKit
import Testing

@Suite("Files of more than a gibibyte", .enabled(if: Nightly.isOn), .serialized)
struct LockBytePageTests {
  private static let chunk = 1 << 20

  /// Rows of a mebibyte: the page that holds the byte 2³⁰ lies inside an overflow chain.
  @Test(arguments: [4096, 65536])
  func `the page at 2³⁰ inside overflow chains is left out`(_ pageSize: Int) throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-pages")
    defer { try? Files.removeFolder(folder) }
    let path = folder + "/file"
    let writer = try SQLiteFileWriter(
      at: path, schema: ["CREATE TABLE t (k INT NOT NULL PRIMARY KEY, b BLOB) STRICT"],
      pageSize: pageSize)
    let tree = try writer.tree(of: "t")
    let body = (0..<Self.chunk).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try body.borrowed { (bytes) throws in
      for row in 0..<1_100 {
        try tree.add([Slot(bits: Int64(row), isPresent: true), Slot(0..<Self.chunk)], bytes)
      }
    }
    try writer.finish()
    let file = try Connection(path, .read)
    #expect(try file.text("PRAGMA integrity_check") == "ok")
    #expect(try file.integer("SELECT count(*) FROM t WHERE length(b) = \(Self.chunk)") == 1_100)
    #expect(try file.integer("SELECT count(DISTINCT b) FROM t") == 1)
  }

  /// Many short rows, whose leaves and index entries lie around it.
  @Test(arguments: [1, 2])
  func `the page at 2³⁰ inside runs of leaves is left out`(_ workers: Int) throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-pages")
    defer { try? Files.removeFolder(folder) }
    let path = folder + "/file"
    let writer = try SQLiteFileWriter(
      at: path,
      schema: [
        "CREATE TABLE t (k INT NOT NULL, v TEXT, PRIMARY KEY (k)) STRICT",
        "CREATE INDEX by_v ON t (v)", "CREATE INDEX by_v_and_k ON t (v, k)",
      ], memoryMax: 1 << 31, workers: workers)
    let tree = try writer.tree(of: "t")
    let text = Array(String(repeating: "some words and ", count: 9).utf8)
    let count = 3_200_000
    try text.borrowed { (bytes) throws in
      for row in 0..<count {
        let value = Slot(row % 60..<text.count - row % 7)
        try tree.add([Slot(bits: Int64(row), isPresent: true), value], bytes)
      }
    }
    try writer.finish()
    guard case .file(let size) = try Files.kind(path) else { return }
    #expect(size > 1 << 30)
    let file = try Connection(path, .read)
    #expect(try file.text("PRAGMA integrity_check") == "ok")
    for index in ["by_v", "by_v_and_k", "sqlite_autoindex_t_1"] {
      #expect(try file.integer("SELECT count(*) FROM t INDEXED BY \(index)") == Int64(count))
    }
  }
}
