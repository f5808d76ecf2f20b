import Domain
import Platform
import SQLite
import SQLiteFile
import Testing

@Suite("Rows that do not fit end the file")
struct RowTests {
  private let folder: String
  private var path: String { folder + "/file" }

  private static let schema = [
    "CREATE TABLE t (a TEXT NOT NULL, b INT NOT NULL, c TEXT NOT NULL, d INT, PRIMARY KEY (a, b)) "
      + "STRICT", "CREATE UNIQUE INDEX u ON t (d)",
  ]

  init() throws { folder = try Files.makeTemporaryFolder(prefix: "svod-pages") }

  /// What comes of these rows; the folder is empty afterwards.
  private func error(_ rows: [[Value]], schema: [String] = schema) throws -> SQLiteFileError? {
    defer { try? Files.removeFolder(folder) }
    var found: SQLiteFileError?
    do {
      let writer = try SQLiteFileWriter(at: path, schema: schema)
      let tree = try writer.tree(of: "t")
      do {
        for row in rows { try tree.add(row) }
        try writer.finish()
      } catch let error as SQLiteFileError {
        found = error
        #expect(throws: SQLiteFileError.ended) { try tree.add(rows[0]) }
        #expect(throws: SQLiteFileError.ended) { try writer.finish() }
        #expect(throws: SQLiteFileError.ended) { _ = try writer.tree(of: "t") }
        #expect(throws: SQLiteError.self) {
          _ = try Connection(path, .read).integer("SELECT count(*) FROM sqlite_schema")
        }
      }
    }
    if found != nil { #expect(try Files.names(in: folder) == []) }
    return found
  }

  private static func row(_ a: String, _ b: Int64, d: Int64? = nil) -> [Value] {
    [.text(a), .integer(b), .text("c"), d.map(Value.integer) ?? .null]
  }

  @Test func `a key that is not above the one before`() throws {
    #expect(
      try error([Self.row("b", 1), Self.row("b", 2), Self.row("b\0", 0), Self.row("b", 3)])
        == .order(table: "t", row: 4))
  }

  @Test func `a key for the second time`() throws {
    #expect(try error([Self.row("b", -1), Self.row("b", -1)]) == .order(table: "t", row: 2))
  }

  @Test func `a NULL where none may be`() throws {
    #expect(
      try error([Self.row("b", 1), [.text("c"), .integer(1), .null, .null]])
        == .row(table: "t", row: 2, reason: "c is NULL"))
  }

  @Test func `a NULL in a primary key that SQLite would take`() throws {
    let schema = ["CREATE TABLE t (a TEXT PRIMARY KEY) STRICT"]
    #expect(
      try error([[.null]], schema: schema) == .row(table: "t", row: 1, reason: "a is NULL"))
  }

  @Test func `too few values`() throws {
    #expect(
      try error([[.text("a"), .integer(1)]])
        == .row(table: "t", row: 1, reason: "it has 2 values, the table 4 columns"))
  }

  @Test func `the same values twice in a unique index`() throws {
    let rows = [Self.row("a", 1), Self.row("a", 2), Self.row("b", 1, d: 7), Self.row("c", 1, d: 7)]
    #expect(try error(rows) == .duplicate(index: "u"))
  }

  @Test func `a text that lies outside the bytes of its row`() throws {
    defer { try? Files.removeFolder(folder) }
    for slot in [
      Slot(0..<4), Slot(4..<4), Slot(bits: -1, isPresent: true),
      Slot(bits: .min, isPresent: true), Slot(bits: .max, isPresent: true),
    ] {
      let writer = try SQLiteFileWriter(at: path, schema: ["CREATE TABLE t (a TEXT) STRICT"])
      let tree = try writer.tree(of: "t")
      #expect(
        throws: SQLiteFileError.row(table: "t", row: 1, reason: "a lies outside the row's text")
      ) {
        try Array("abc".utf8).borrowed { (text) throws in try tree.add([slot], text) }
      }
    }
  }

  @Test func `a table that is not there, or twice`() throws {
    defer { try? Files.removeFolder(folder) }
    let writer = try SQLiteFileWriter(at: path, schema: Self.schema)
    #expect(throws: SQLiteFileError.noTable("s")) { _ = try writer.tree(of: "s") }
    _ = try writer.tree(of: "t")
    #expect(throws: SQLiteFileError.noTable("t")) { _ = try writer.tree(of: "t") }
  }

  @Test func `a row after the end`() throws {
    defer { try? Files.removeFolder(folder) }
    let writer = try SQLiteFileWriter(at: path, schema: Self.schema)
    let tree = try writer.tree(of: "t")
    try tree.end()
    #expect(throws: SQLiteFileError.ended) { try tree.add(Self.row("a", 1)) }
    try writer.finish()
    #expect(throws: SQLiteFileError.ended) { try writer.finish() }
    #expect(try Connection(path, .read).text("PRAGMA integrity_check") == "ok")
  }

  @Test func `a full disk is told and leaves nothing`() throws {
    defer { try? Files.removeFolder(folder) }
    try Files.link(path, to: "/dev/full")
    #expect {
      let writer = try SQLiteFileWriter(at: path, schema: Self.schema)
      let tree = try writer.tree(of: "t")
      for row in 0..<200_000 { try tree.add(Self.row("key", Int64(row))) }
      try writer.finish()
    } throws: { error in
      guard case .system(let reason) = error as? SQLiteFileError else { return false }
      return reason.isFull && "\(error)" == "cannot write \(path): No space left on device"
    }
    #expect(try Files.names(in: folder) == [])
  }

  @Test func `a folder that is not there`() throws {
    defer { try? Files.removeFolder(folder) }
    #expect {
      _ = try SQLiteFileWriter(at: folder + "/none/file", schema: Self.schema)
    } throws: { error in
      "\(error)" == "cannot write \(folder)/none/file: No such file or directory"
    }
  }
}
