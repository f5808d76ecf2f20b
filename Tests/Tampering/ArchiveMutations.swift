import Domain
import Digest
import Platform
import SQLite
import TestKit

/// Changes of the archive.
enum ArchiveMutations {
  static let all: [Mutation] = [
    change("a byte of a piece") { file, hash, random in
      let name = hash.hex
      var bytes = try file.blob("SELECT body FROM chunks WHERE hex(sha256) = upper('\(name)')")
      bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(
        in: 1...255, using: &random)
      try file.set(
        "UPDATE chunks SET body = ?1 WHERE hex(sha256) = upper('\(name)')", blob: bytes)
    },
    sql("a payload dropped", "DELETE FROM payloads WHERE sha256 = :sha"),
    sql(
      "a payload dropped with its pieces",
      "DELETE FROM payloads WHERE sha256 = :sha; DELETE FROM chunks WHERE sha256 = :sha"),
    sql("a piece dropped", "DELETE FROM chunks WHERE sha256 = :sha"),
    sql(
      "a piece inserted",
      "INSERT INTO chunks SELECT sha256, number + 1, raw_size, body FROM chunks WHERE sha256 = :sha"
    ),
    sql("a size", "UPDATE payloads SET size = size - 1 WHERE sha256 = :sha"),
    sql("a piece's size", "UPDATE chunks SET raw_size = raw_size - 1 WHERE sha256 = :sha"),
    sql(
      "said to be erased",
      "DELETE FROM chunks WHERE sha256 = :sha; UPDATE payloads SET erased = 1 WHERE sha256 = :sha"),
    sql(
      "two payloads' pieces exchanged",
      """
      CREATE TEMP TABLE c AS SELECT * FROM chunks; UPDATE chunks SET (raw_size, body) =
        (SELECT raw_size, body FROM c WHERE c.sha256 <> chunks.sha256 LIMIT 1)
      WHERE sha256 = :sha; DROP TABLE c
      """),
    sql(
      "rewritten under another name",
      """
      UPDATE chunks SET sha256 = zeroblob(32) WHERE sha256 = :sha;
      UPDATE payloads SET sha256 = zeroblob(32) WHERE sha256 = :sha
      """),
    Mutation("archive: the file cut off") { book, random in
      try cut(book + "/payloads.sqlite", &random)
      return [.text("payloads.sqlite"), .text("payload"), .text("database"), .text("refused")]
    },
  ]

  /// Cuts a file somewhere after its first page.
  static func cut(_ path: String, _ random: inout SeededRandom) throws {
    let bytes = try Files.read(path, sizeMax: 1 << 30)
    let length = Int.random(in: 8_192..<bytes.count - 512, using: &random)
    try Files.replace(path, with: Array(bytes[..<length]))
  }

  private static func sql(_ name: String, _ script: String) -> Mutation {
    change(name) { file, hash, _ in
      try file.connection.execute(script.replacing(":sha", with: "x'\(hash.hex)'"))
    }
  }

  private static func change(
    _ name: String,
    _ body: @escaping @Sendable (OpenedFile, [UInt8], inout SeededRandom) throws -> Void
  ) -> Mutation {
    Mutation("archive: \(name)") { book, random in
      let file = try OpenedFile(book + "/payloads.sqlite")
      let select = try file.connection.prepare("SELECT sha256 FROM payloads WHERE erased = 0")
      var hashes: [[UInt8]] = []
      while try select.step() { hashes.append(select.bytes(0).array) }
      select.reset()
      let hash = try OpenedFile.any(hashes, &random)
      try body(file, hash, &random)
      try file.close()
      return [.text(String(hash.hex.prefix(16))), .text("payloads.sqlite")]
    }
  }
}
