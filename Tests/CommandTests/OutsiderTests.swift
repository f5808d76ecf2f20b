import Foundation
import Platform
import TestKit
import Testing

@Suite("An outsider checks a book with the second verifier", .enabled(if: Outsider.isPossible))
struct OutsiderTests {
  @Test func `a sound book is sound to both`() throws {
    let desk = try Desk(filled: true)
    try desk.take("wb-finance-v5/1-report-week-06.json", "wb-main", "2026-02-09T08:30:00Z")
    try desk.done("rebuild")
    let told = try Outsider.verify(desk.book)
    #expect(told.code == 0, "\(told.text)")
    for (table, state) in try desk.tables() {
      let hash = String(state.prefix(64))
      #expect(told.text.contains("\(table): ") && told.text.contains(hash), "\(table)")
    }
    let head = try desk.status()["headHash"]?.text ?? "none"
    #expect(told.text.contains(head))
  }

  @Test func `a flipped byte of a block, a payload or a row is found by it`() throws {
    let desk = try Desk(filled: true)
    try desk.done("rebuild")
    let changes = [
      ("log.sqlite", "UPDATE blocks SET body = zeroblob(length(body)) WHERE first_position = 3"),
      ("log.sqlite", "UPDATE blocks SET recorded_at = recorded_at + 1 WHERE first_position = 3"),
      ("log.sqlite", "DELETE FROM blocks WHERE first_position > 3"),
      ("payloads.sqlite", "UPDATE chunks SET body = zeroblob(length(body))"),
      ("payloads.sqlite", "DELETE FROM payloads"),
      ("read/p900.sqlite", "UPDATE p900_rows SET amount_line_e4 = amount_line_e4 + 1"),
    ]
    for (number, change) in changes.enumerated() {
      let copy = try desk.copyBook(to: "copy\(number)")
      try Outsider.edit("\(copy)/\(change.0)", change.1)
      let told = try Outsider.verify(copy)
      #expect(told.code == 1 && told.text.contains("FAULT"), "\(change.1): \(told.text)")
    }
  }
}

/// Python's standard library, where it is there.
private enum Outsider {
  static let isPossible = FileManager.default.isExecutableFile(atPath: python)
  private static let python = "/usr/bin/python3"

  static func verify(_ book: String) throws -> (code: Int32, text: String) {
    try run([PackageFolder.path + "/schemas/verify/verify.py", book])
  }

  /// Changes a database as somebody would who knows of the triggers.
  static func edit(_ path: String, _ statement: String) throws {
    let script = """
      import sqlite3, sys
      c = sqlite3.connect(sys.argv[1])
      for (name,) in list(c.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
          c.execute("DROP TRIGGER " + name)
      c.execute(sys.argv[2])
      c.commit()
      """
    let told = try run(["-c", script, path, statement])
    try #require(told.code == 0, "\(told.text)")
  }

  private static func run(_ words: [String]) throws -> (code: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
