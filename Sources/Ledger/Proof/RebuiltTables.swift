import EventLog
import Platform
import Projecting

/// Tables that were built from the log to be compared with those of the book; gone when nobody needs them.
final class RebuiltTables {
  private let folder: TableFolder
  private let built: [Rebuild.Built]

  init(
    _ projectors: [any Projector], at position: Int64, _ log: EventLog,
    _ progress: @escaping (Int64, Int64) -> Void
  ) throws {
    folder = TableFolder(try Files.makeTemporaryFolder(prefix: "svod-verify"))
    do {
      var rebuild = Rebuild(projectors, in: folder)
      rebuild.progress = progress
      built = try rebuild.build(from: log, log.head(at: position))
    } catch {
      try? Files.removeFolder(folder.path)
      throw error
    }
  }

  deinit { try? Files.removeFolder(folder.path) }

  func has(_ alias: String) -> Bool { built.contains { $0.alias == alias } }

  /// The finished file of a table.
  func file(_ alias: String) -> String { folder.finished(alias) }

  /// What the file says of itself.
  func meta(_ alias: String) throws -> TableMeta {
    guard let found = built.first(where: { $0.alias == alias }) else {
      throw LedgerError(.internalFault, "\(alias) was not built")
    }
    return found.meta
  }
}
