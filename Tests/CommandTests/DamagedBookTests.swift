import Foundation
import Platform
import SQLite
import TestKit
import Testing

@Suite("A damaged book is found out and never crashes")
struct DamagedBookTests {
  @Test func `a book that is none is told apart`() throws {
    let desk = try Desk()
    try Files.makeFolder(desk.folder + "/empty")
    let file = try desk.write("text", to: "file")
    for command in [["status"], ["verify"], ["log"], ["query", "p900"], ["update"], ["rebuild"]] {
      for place in ["absent", "empty", file] {
        try desk.expectRefusal(command + ["--book", place], 66)
      }
    }
    try desk.expectRefusal(["init", "book"], 73, saying: "a book already")
    try desk.expectRefusal(["init", file], 73)
    #expect(try Files.names(in: desk.folder + "/empty") == [])
    #expect(try Files.read(file, sizeMax: 10) == Array("text".utf8))
  }

  @Test func `a folder in use does not become a book`() throws {
    let desk = try Desk()
    try Files.makeFolder(desk.folder + "/used")
    _ = try desk.write("mine", to: "used/notes.txt")
    try desk.expectRefusal(["init", "used"], 73, saying: "notes.txt")
    #expect(try Files.names(in: desk.folder + "/used") == ["notes.txt"])
  }

  @Test func `a log that is no database is told in one line`() throws {
    let desk = try Desk(filled: true)
    let copy = try desk.copyBook(to: "copy")
    for bytes in [Array("not a database at all".utf8), [], [UInt8](repeating: 7, count: 9_000)] {
      try Files.replace(copy + "/log.sqlite", with: bytes)
      for command in Self.readers {
        let outcome = try desk.run(command + ["--book", copy])
        #expect(outcome.code == 65, "\(command) with \(bytes.count) bytes")
        #expect(outcome.complaints.count == 1, "\(outcome.errors)")
      }
    }
  }

  @Test func `a column that a flipped bit renamed is told as damage`() throws {
    let desk = try Desk(filled: true)
    let copy = try desk.copyBook(to: "copy")
    var bytes = try Files.read(copy + "/log.sqlite", sizeMax: 1 << 30)
    let name = Array("  raw_size ".utf8)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
    bytes[place + 4] ^= 16
    try Files.replace(copy + "/log.sqlite", with: bytes)
    try desk.expectRefusal(["status", "--book", copy], 65, saying: "svod verify tells where")
    let verified = try desk.run(["verify", "--book", copy])
    #expect(verified.code == 1)
    #expect((verified.text + verified.errors).contains("log.sqlite schema"))
  }

  private static let readers = [
    ["verify"], ["log"], ["status"], ["import", "-", "--connection", "x"],
  ]

  @Test func `one flipped bit of the log is found or harmless, never a crash`() throws {
    let desk = try Desk(filled: true)
    let copy = try desk.copyBook(to: "copy")
    let log = try Files.read(desk.book + "/log.sqlite", sizeMax: 1 << 30)
    var random = SeededRandom(37)
    var found = 0
    let flips = Nightly.count(60, nightly: log.count / 37)
    for number in 0..<flips {
      var bytes = log
      let place = number * log.count / flips + Int.random(in: 0..<37, using: &random)
      bytes[min(place, log.count - 1)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      for name in ["log.sqlite-wal", "log.sqlite-shm"] { try Files.remove(copy + "/" + name) }
      try Files.replace(copy + "/log.sqlite", with: bytes)
      for command in [["verify"], ["log", "--limit", "500"], ["query", "p900"]] {
        let outcome = try desk.run(
          command
            + ["--book", copy, "--format", "json"].prefix(
              command == ["verify"] ? 2 : 4))
        let place = "byte \(place), \(command)"
        #expect([0, 1, 65, 66, 69, 74].contains(outcome.code), "\(place): \(outcome.code)")
        #expect(outcome.complaints.count <= 1, "\(place): \(outcome.errors)")
        if outcome.code > 1 { #expect(outcome.errors.hasPrefix("svod: "), "\(place)") }
        if command == ["verify"], outcome.code != 0 { found += 1 }
      }
    }
    #expect(found > flips / 4, "\(found) of \(flips)")
  }

  @Test func `a flipped bit in a block's body is always found`() throws {
    let desk = try Desk(filled: true)
    try Self.flip(
      "SELECT hex(substr(body, length(body) / 2, 16)) FROM blocks ORDER BY length(body) DESC",
      in: desk.book + "/log.sqlite")
    let outcome = try desk.run(["verify"])
    #expect(outcome.code == 1)
    #expect(outcome.text.contains("log.sqlite positions 39 to 118: "))
    let head = try desk.run(["rebuild", "p900"])
    #expect(head.code == 65, "\(head.errors)")
    #expect(head.complaints.count == 1)
  }

  @Test func `a flipped bit in the archive is always found`() throws {
    let desk = try Desk(filled: true)
    let before = try desk.head()
    try Self.flip(
      "SELECT hex(substr(body, length(body) / 2, 16)) FROM chunks ORDER BY length(body) DESC",
      in: desk.book + "/payloads.sqlite")
    let outcome = try desk.run(["verify"])
    #expect(outcome.code == 1)
    #expect(outcome.text.contains("payloads.sqlite payload 7dd0f8e92cef8731: "))
    #expect(try desk.head() == before)
    let shown = try desk.run(["payload", "bytes", "2"])
    #expect(shown.code == 65)
    #expect(shown.complaints.count == 1)
  }

  /// Flips a bit in the sixteen bytes of a file that a query gives.
  private static func flip(_ query: String, in path: String) throws {
    let select = try Connection(path, .read).prepare(query)
    try #require(try select.step())
    let hex = Array(select.string(0))
    let piece = stride(from: 0, to: hex.count, by: 2).compactMap {
      UInt8(String(hex[$0...$0 + 1]), radix: 16)
    }
    try #require(piece.count == 16)
    var file = Data(try Files.read(path, sizeMax: 1 << 30))
    let place = try #require(file.range(of: Data(piece)))
    file[place.lowerBound + 7] ^= 0x10
    try Files.replace(path, with: [UInt8](file))
  }

  @Test func `a log that was cut is found by a kept copy of the checkpoints`() throws {
    let desk = try Desk(filled: true)
    let early = try desk.copyBook(to: "early")
    try desk.take("wb-sales/1-sales-page-3.json", "wb-main", "2026-03-14T05:00:00Z")
    let kept = try desk.write(
      Files.read(desk.book + "/checkpoints", sizeMax: 1 << 20), to: "kept")
    #expect(try desk.run(["verify", "--against", kept]).code == 0)
    #expect(try desk.run(["verify", "--book", early]).code == 0)
    let outcome = try desk.run(["verify", "--against", kept, "--book", early])
    #expect(outcome.code == 1)
    #expect(outcome.text.contains("the log was cut"))
    try desk.expectRefusal(["verify", "--against", "absent"], 66)
  }

  @Test func `a log that was rewritten is found by a kept copy of the checkpoints`() throws {
    let desk = try Desk(filled: true)
    let other = try Desk(filled: true)
    let outcome = try desk.run(["verify", "--against", other.book + "/checkpoints"])
    #expect(outcome.code == 1)
    #expect(outcome.text.contains("the log was rewritten"))
  }

  @Test func `checkpoints that are damaged are found and the book still reads`() throws {
    let desk = try Desk(filled: true)
    let path = desk.book + "/checkpoints"
    let lines = try Files.read(path, sizeMax: 1 << 20)
    let rows = try desk.done("query", "p900")
    for bytes in [Array(lines.dropLast(30)), [], Array("nonsense\n".utf8) + lines] {
      try Files.replace(path, with: bytes)
      let outcome = try desk.run(["verify"])
      #expect(outcome.code == 1)
      #expect(outcome.text.contains("checkpoints"))
      #expect(try desk.done("query", "p900") == rows)
    }
  }

  @Test func `a damaged table is found and made anew`() throws {
    let desk = try Desk(filled: true)
    let tables = try desk.tables()
    let table = desk.book + "/read/p900.g1.sqlite"
    let bytes = try Files.read(table, sizeMax: 1 << 30)
    try Files.replace(table, with: Array(bytes.prefix(bytes.count / 2)))
    let outcome = try desk.run(["verify"])
    #expect(outcome.code == 1)
    #expect(outcome.text.contains("svod rebuild p900"))
    try desk.done("rebuild", "p900")
    #expect(try desk.tables() == tables)
    try desk.expectSound()
  }

  @Test func `tables that are gone come out again the same`() throws {
    let desk = try Desk(filled: true)
    let tables = try desk.tables()
    try Files.removeFolder(desk.book + "/read")
    try Files.makeFolder(desk.book + "/read")
    try desk.done("update")
    #expect(try desk.tables() == tables)
    try desk.expectSound()
  }

  @Test func `a file in the place of the tables' folder leaves a sound log`() throws {
    let desk = try Desk(filled: true)
    let tables = try desk.tables()
    try Files.removeFolder(desk.book + "/read")
    _ = try desk.write("", to: "book/read")
    let outcome = try desk.run(["update"])
    #expect(outcome.code != 0)
    #expect(outcome.complaints.count == 1, "\(outcome.errors)")
    try desk.expectSound()
    try Files.remove(desk.book + "/read")
    try Files.makeFolder(desk.book + "/read")
    try desk.done("update")
    #expect(try desk.tables() == tables)
  }
}
