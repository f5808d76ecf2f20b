import Archive
import Digest
import Domain
package import EventLog
import Importing

/// A person or a thing by a text, and the payloads that mention it: what an erasure would remove.
package struct Subject: Sendable {
  package let text: String
  package let found: [Mention]

  /// A text of fewer characters is in every payload.
  package static let countMin = 4

  /// A payload that has the text in it.
  package struct Mention: Sendable {
    package let hash: [UInt8]

    /// The imports that brought it.
    package let imports: [ImportRecord]

    /// How often, and where first: a byte of the payload, or the entry of a ZIP.
    package let count: Int
    package let place: String
  }

  /// Looks through every payload that is still there.
  package init(_ text: String, in ledger: Ledger) throws {
    guard text.count >= Self.countMin else {
      throw LedgerError(
        .usage,
        "«\(text)» is too short to look for: give \(Self.countMin) characters or more")
    }
    self.text = text
    let patterns = SubjectPatterns(text)
    let archive = try ledger.book.openArchive()
    let imports = try ledger.book.openLog().imports()
    found = try archive.hashes().compactMap { hash in
      if try archive.about(hash)?.isErased ?? true { return nil }
      let bytes = try archive.payload(hash)
      let place = bytes.borrowed { Self.place(of: patterns, in: $0) }
      return place.map { place in
        Mention(
          hash: hash, imports: imports.filter { $0.payload == hash }, count: place.count,
          place: place.text)
      }
    }
  }

  private static func place(
    of patterns: SubjectPatterns, in bytes: Bytes
  ) -> (text: String, count: Int)? {
    if let place = patterns.find(in: bytes) { return ("byte \(place.first)", place.count) }
    guard ZIPArchive.begins(bytes), let archive = try? ZIPArchive(bytes) else { return nil }
    var count = 0
    var first: String?
    for entry in archive.entries where entry.isFile {
      guard let inside = try? archive.read(entry),
        let place = inside.borrowed({ patterns.find(in: $0) })
      else { continue }
      count += place.count
      first = first ?? "\(entry.name) byte \(place.first)"
    }
    return first.map { ($0, count) }
  }

  /// One line a payload: what would be erased.
  package var answer: Answer {
    Answer(
      columns: ["payload", "imports", "names", "bytes", "mentions", "first"],
      rows: found.map { mention in
        let names = mention.imports.map(\.payloadName)
        return [
          .text(String(mention.hash.hex.prefix(16))),
          .text(mention.imports.map { "\($0.id)" }.joined(separator: " ")),
          .text(
            names.enumerated().filter { !names[..<$0].contains($1) }.map(\.1)
              .joined(separator: " ")),
          .integer(mention.imports.first?.payloadSize ?? 0), .integer(Int64(mention.count)),
          .text(mention.place),
        ]
      })
  }
}
