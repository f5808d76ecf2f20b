import Archive
import EventLog
import Ledger
import Platform
import SQLite

/// What can be read of every book in a folder: the head of its log, its payloads, its tables' hashes.
///
/// The head's hash covers every event, who brought it and when.
package struct BookState: Equatable, Sendable {
  package let lines: [String]

  /// Looks at each book and backup below `folder`.
  package init(in folder: String) throws {
    var lines: [String] = []
    for name in try Self.books(in: folder) {
      lines += try Self.lines(of: "\(folder)/\(name)").map { "\(name): \($0)" }
    }
    self.lines = lines
  }

  /// Names of those that are finished.
  private static func books(in folder: String) throws -> [String] {
    try Files.names(in: folder).filter {
      Files.exists("\(folder)/\($0)/log.sqlite") && !$0.hasSuffix(".partial")
    }
  }

  private static func lines(of path: String) throws -> [String] {
    let ledger = try Ledger(Book(path))
    let status = try Status(ledger)
    var lines = ["position \(status.position)", "head \(status.headHash)"]
    lines.append("imports \(status.imports)")
    lines += status.connections.map { "connection \($0)" }
    let archive = try ledger.book.openArchive()
    for hash in try archive.hashes() {
      lines.append("payload \(hash) \(try archive.about(hash).map { "\($0)" } ?? "")")
    }
    for table in status.tables {
      lines.append(
        "\(table.alias) at \(table.position): \(table.rows) rows \(table.hash) "
          + "\(table.provenanceHash) \(table.stale ?? "")")
    }
    return lines
  }

  /// What `verify` finds in the books below `folder`.
  package static func findings(in folder: String) throws -> [String] {
    var found: [String] = []
    for name in try books(in: folder) {
      let verification = try Verification(
        Ledger(Book("\(folder)/\(name)")), deep: false, against: nil)
      found += verification.findings.map { "\(name): \($0.place): \($0.problem)" }
    }
    return found
  }

  /// The first line in which two states differ.
  package func difference(from other: BookState) -> String? {
    if self == other { return nil }
    for (own, wanted) in zip(lines, other.lines) where own != wanted {
      return "\(own), not \(wanted)"
    }
    return "\(lines.count) lines, not \(other.lines.count)"
  }
}
