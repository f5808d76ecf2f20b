import Domain
import EventLog
import Ledger
import Platform
import Projecting
import SQLite
import TestKit

/// A small book with something of everything in it, its files in memory, so that a thousand changed
/// copies are quickly made.
package struct SampleBook: Sendable {
  /// A file or a link of the book, by its path in the book.
  package enum File: Sendable {
    case bytes([UInt8])
    case link(String)
  }

  package private(set) var files: [String: File] = [:]

  /// The bytes of the checkpoints, as somebody kept them elsewhere.
  package var kept: [UInt8] { bytes("checkpoints") }

  package func bytes(_ name: String) -> [UInt8] {
    if case .bytes(let bytes) = files[name] { bytes } else { [] }
  }

  /// The paths of the tables' files.
  package var tables: [String] {
    files.keys.filter { $0.hasPrefix("read/") && $0.contains(".g") && $0.hasSuffix(".sqlite") }
      .sorted()
  }

  /// Imports of two connections, a page that was seen twice, a corrected one, an erased payload, two
  /// tables.
  ///
  /// `hasWAL` leaves the last appends where a crash would leave them.
  package init(hasWAL: Bool = false) throws {
    let book = try TemporaryBook()
    try book.connect("ut", "1C")
    try book.connect("wb-main", "WB", onec: "ut")
    try Self.take("1-nomenclature.json", "ut", "2026-03-01T05:00:00Z", book)
    try Self.take("1-sales-page-1.json", "wb-main", "2026-03-05T05:00:00Z", book)
    try Self.take("1-sales-page-1.json", "wb-main", "2026-03-06T05:00:00Z", book)
    let hold = hasWAL ? try Self.hold(book) : []
    try Self.take("1-sales-page-2.json", "wb-main", "2026-03-10T05:00:00Z", book)
    try Self.take("1-sales-page-late.json", "wb-main", "2026-03-28T05:00:00Z", book)
    let payloads = Payloads(book.ledger)
    _ = try payloads.erase([payloads.hash(named: "1")].compactMap(\.self), reason: "sample")
    let projectors = try ["p900", "p904"].map { try book.ledger.projector($0) }
    _ = try book.ledger.rebuild(projectors, Rebuild.Options(jobs: 1))
    try read(book.path)
    withExtendedLifetime(hold) {}
  }

  private static func take(
    _ file: String, _ connection: String, _ fetchedAt: String, _ book: TemporaryBook
  ) throws {
    var request = ImportRequest(
      paths: [PackageFolder.path + "/fixtures/wb-sales/" + file], connection: connection)
    request.fetchedAt = Array(fetchedAt.utf8).borrowed { Instant(iso: $0, in: .utc) }
    _ = try book.ledger.take(request, updates: false)
  }

  /// Readers that keep the WAL from being emptied.
  private static func hold(_ book: TemporaryBook) throws -> [Connection] {
    let connection = try Connection(book.ledger.book.logPath, .read)
    try connection.execute("BEGIN")
    _ = try connection.integer("SELECT count(*) FROM blocks")
    return [connection]
  }

  private mutating func read(_ path: String) throws {
    for folder in ["", "read/"] {
      for name in try Files.names(in: path + "/" + folder) {
        let inside = folder + name
        if name == "read" || name == "writer.lock" || name.hasSuffix("-shm") { continue }
        if let target = Files.target(of: path + "/" + inside) {
          files[inside] = .link(target)
        } else {
          let bytes = try Files.read(path + "/" + inside, sizeMax: 1 << 30)
          if !bytes.isEmpty || !name.hasSuffix("-wal") { files[inside] = .bytes(bytes) }
        }
      }
    }
  }

  /// Writes the book to a folder; `changed` replaces the bytes of some of its files.
  package func write(to path: String, changed: [String: [UInt8]] = [:]) throws {
    try Files.makeFolders(path + "/read")
    for (name, file) in files {
      switch file {
      case .bytes(let bytes):
        let out = try BufferedFile(writing: path + "/" + name)
        try (changed[name] ?? bytes).borrowed { (bytes) throws in try out.write(bytes) }
        try out.flush()
      case .link(let target): try Files.link(path + "/" + name, to: target)
      }
    }
  }
}

/// A folder for changed copies, gone when it is let go.
package final class Bench {
  package let path: String

  package init() throws { path = try Files.makeTemporaryFolder(prefix: "svod-tamper") }

  deinit { try? Files.removeFolder(path) }
}
