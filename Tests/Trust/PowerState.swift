import Archive
import EventLog
import Ledger
import Platform

/// What a book says of itself, told apart from how its files lie.
struct PowerState: Sendable, Equatable, CustomStringConvertible {
  let position: Int64
  let headHash: String
  let imports: Int64

  /// The last line of the checkpoints that tells of an append.
  let checkpoint: CheckpointLine.Append?

  /// Position and hashes of each table that was built.
  let tables: [String: String]

  /// Payloads by hash, and whether their bytes are gone.
  let payloads: [[UInt8]: Bool]

  /// Where the backup beside the book stands, if there is one and it can be restored.
  let backup: String?

  /// `nil` where there is no book.
  init?(_ folder: String) throws {
    let book = Book(folder + "/" + PowerStep.book)
    guard Files.exists(book.logPath) else { return nil }
    let ledger = try Ledger(book)
    let status = try Status(ledger)
    position = status.position
    headHash = status.headHash
    imports = status.imports
    checkpoint = try book.checkpoints.lastAppend()
    var tables: [String: String] = [:]
    for table in status.tables where table.generation != nil {
      tables[table.alias] = "\(table.position) \(table.hash) \(table.provenanceHash)"
    }
    self.tables = tables
    let archive = try book.openArchive()
    var payloads: [[UInt8]: Bool] = [:]
    for hash in try archive.hashes() { payloads[hash] = try archive.about(hash)?.isErased ?? false }
    self.payloads = payloads
    backup = try Self.backup(folder)
  }

  private static func backup(_ folder: String) throws -> String? {
    let path = folder + "/" + PowerStep.backup
    guard Files.exists(path) else { return nil }
    let target = try Files.makeTemporaryFolder(prefix: "svod-restored")
    defer { try? Files.removeFolder(target) }
    let backup = try Restore.make(from: path, to: target + "/book") { _, _ in }
    return "\(backup.position) \(backup.headHash) \(backup.imports) \(backup.payloads)"
  }

  var description: String {
    "at \(position), \(imports) imports, checkpoint at \(checkpoint?.position ?? 0), "
      + "\(payloads.count) payloads, \(payloads.values.count { $0 }) erased, "
      + "backup \(backup ?? "none"), tables \(tables.sorted { $0.key < $1.key })"
  }
}
