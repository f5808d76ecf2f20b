import EventLog
import Ledger
import Platform
import Tampering
import TestKit
import Testing

@Suite("A line of the checkpoints that power loss tore")
struct TornCheckpointTests {
  /// A book whose last line is that of an append.
  private static func book() throws -> TemporaryBook {
    let book = try TemporaryBook()
    try book.connect("ut", "1C")
    try book.connect("wb", "WB", onec: "ut")
    try book.connect("ozon", "OZON", onec: "ut")
    return book
  }

  private static func path(_ book: TemporaryBook) -> String { book.path + "/checkpoints" }

  /// The bytes as they are when a sector that holds these has not reached the disk.
  private static func torn(_ bytes: [UInt8], from start: Int, to end: Int) -> [UInt8] {
    var bytes = bytes
    for index in start..<min(end, bytes.count) { bytes[index] = 0 }
    return bytes
  }

  private static func starts(_ bytes: [UInt8]) -> [Int] {
    [0] + bytes.indices.dropLast().filter { bytes[$0] == 0x0A }.map { $0 + 1 }
  }

  @Test func `the next command that writes adds it again, and both verifiers stay calm`() throws {
    let book = try Self.book()
    let bytes = try Files.read(Self.path(book), sizeMax: 1 << 20)
    let start = try #require(Self.starts(bytes).last)
    for end in [start + 1, start + 100, bytes.count - 1] {
      try Files.replace(Self.path(book), with: Self.torn(bytes, from: start, to: end))
      for judge in Judge.both {
        let findings = try judge.run([book.path])[0]
        #expect(findings.count == 1, "\(judge.name): \(findings)")
        #expect(!findings.contains { $0.contains("is not a checkpoint") })
      }
      _ = try book.ledger.book.openWriter()
      #expect(try Files.read(Self.path(book), sizeMax: 1 << 20) == bytes)
      for judge in Judge.both { #expect(try judge.run([book.path]) == [[]]) }
    }
  }

  @Test func `a line with zeros that is not the last one is found`() throws {
    let book = try Self.book()
    let bytes = try Files.read(Self.path(book), sizeMax: 1 << 20)
    let start = Self.starts(bytes)[1]
    try Files.replace(Self.path(book), with: Self.torn(bytes, from: start, to: start + 20))
    for judge in Judge.both {
      let findings = try judge.run([book.path])[0]
      #expect(findings.contains { $0.contains("line 2: it is not a checkpoint") }, "\(findings)")
    }
  }

  @Test func `a last line that somebody changed is found, and no writer takes it away`() throws {
    let book = try Self.book()
    var bytes = try Files.read(Self.path(book), sizeMax: 1 << 20)
    let start = try #require(Self.starts(bytes).last)
    bytes[start] = 0x78
    try Files.replace(Self.path(book), with: bytes)
    _ = try? book.ledger.book.openWriter()
    for judge in Judge.both {
      let findings = try judge.run([book.path])[0]
      #expect(findings.contains { $0.contains("it is not a checkpoint") }, "\(findings)")
    }
  }
}
