import Domain
import EventLog
package import Ledger
import Platform
import Projecting

/// A book in a temporary folder, gone when the test is done, whose clock is the test's.
package final class TemporaryBook {
  package let folder: String
  package var ledger: Ledger

  package var path: String { folder + "/book" }

  package init() throws {
    folder = try Files.makeTemporaryFolder(prefix: "svod-test")
    ledger = try Ledger(Book.make(at: folder + "/book"))
    let clock = TripClock()
    ledger.now = { clock.tick() }
  }

  deinit { try? Files.removeFolder(folder) }

  /// Writes a file beside the book.
  package func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Files.replace(folder + "/" + name, with: bytes)
    return folder + "/" + name
  }

  package func connect(
    _ name: String, _ marketplace: String, onec: String? = nil, organization: String? = nil
  ) throws {
    _ = try ledger.connect(
      Connections.Settings(
        name: name, marketplace: marketplace, organization: organization, onec: onec))
  }

  /// Every event, oldest first.
  package func events() throws -> [EventDescription] {
    var search = EventSearch()
    search.limit = .max
    return try search.run(ledger)
  }

  /// Hash and provenance hash of each table, as the book says.
  package func hashes() throws -> [String: TableHashes] {
    var hashes: [String: TableHashes] = [:]
    for table in try Status(ledger).tables {
      hashes[table.alias] = TableHashes(content: table.hash, provenance: table.provenanceHash)
    }
    return hashes
  }

  /// The same of tables that are built from the first event, apart from the book.
  package func rebuiltHashes() throws -> [String: TableHashes] {
    let apart = try Files.makeTemporaryFolder(prefix: "svod-apart")
    defer { try? Files.removeFolder(apart) }
    var hashes: [String: TableHashes] = [:]
    for built in try ledger.rebuild(Projectors.all, asOf: .max, into: apart) {
      hashes[built.alias] = TableHashes(
        content: built.meta.hash, provenance: built.meta.provenanceHash)
    }
    return hashes
  }
}

/// What says whether two tables are the same.
package struct TableHashes: Equatable, Sendable {
  package let content: String
  package let provenance: String
}
