import Domain
import Platform
import SQLite
import TestKit

/// A change that somebody makes to a book behind Svod's back, and where it has to be found.
package struct Mutation: Sendable {
  package let name: String

  /// Changes the book in a folder; says what a finding has to mention, one of them at least.
  let apply: @Sendable (_ book: String, _ random: inout SeededRandom) throws -> [Place]

  /// What a finding has to say.
  enum Place {
    /// A block of the log, by any of its positions.
    case position(Int64)
    case text(String)

    func isIn(_ finding: String) -> Bool {
      switch self {
      case .text(let text): return finding.contains(text)
      case .position(let position):
        let words = finding.split { $0 == " " || $0 == ":" }.map(String.init)
        for (index, word) in words.enumerated() where word.hasPrefix("position") {
          guard index + 1 < words.count, let first = Int64(words[index + 1]) else { continue }
          let last =
            index + 3 < words.count && words[index + 2] == "to" ? Int64(words[index + 3]) : nil
          if (first...max(first, last ?? first)).contains(position) { return true }
        }
        return false
      }
    }
  }

  init(
    _ name: String, _ apply: @escaping @Sendable (String, inout SeededRandom) throws -> [Place]
  ) {
    self.name = name
    self.apply = apply
  }

  /// All kinds there are.
  package static let all: [Mutation] =
    LogMutations.all + RewriteMutations.all + ArchiveMutations.all + TableMutations.all
    + CheckpointMutations.all
}

/// A database file that is changed as by somebody who knows its triggers.
final class OpenedFile {
  let connection: Connection
  private var triggers: [String] = []

  init(_ path: String) throws {
    connection = try Connection(path, .write)
    let select = try connection.prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
    var names: [String] = []
    while try select.step() {
      names.append(select.string(0))
      triggers.append(select.string(1))
    }
    select.reset()
    for name in names { try connection.execute("DROP TRIGGER \(name)") }
  }

  /// Puts the triggers back, as if nobody had been there.
  func close() throws {
    for sql in triggers { try connection.execute(sql) }
    try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  func integers(_ sql: String) throws -> [Int64] {
    let select = try connection.prepare(sql)
    var found: [Int64] = []
    while try select.step() { found.append(select.integer(0)) }
    return found
  }

  func blob(_ sql: String) throws -> [UInt8] {
    let select = try connection.prepare(sql)
    return try select.step() ? select.bytes(0).array : []
  }

  func set(_ sql: String, blob: [UInt8]) throws {
    let update = try connection.prepare(sql)
    update.bind(1, blob: blob)
    try update.run()
  }

  /// There is nothing to choose from.
  struct Nothing: Error {}

  /// One of several, by chance.
  static func any<Element>(_ list: [Element], _ random: inout SeededRandom) throws -> Element {
    guard let element = list.randomElement(using: &random) else { throw Nothing() }
    return element
  }
}
