import Domain
import EventLog
import Ledger
import Platform
import Projecting
import TestKit

/// What stands in a folder before a command is run there.
package enum StagedBook: String, CaseIterable, Sendable {
  /// An empty folder.
  case none
  /// A book with two connections.
  case connected
  /// Items of 1C and a page of sales, their tables at the head.
  case imported
  /// One more page in the log that the tables do not show.
  case behind
  /// `imported` with every table built a second time.
  case rebuilt
  /// `imported` and a backup of it.
  case backedUp

  /// When its events were learned of, in seconds since 1970: before the commands that are tried.
  static let clock = 1_775_000_000

  /// Makes it in `folder`, as `folder/book`.
  package func make(in folder: String) throws {
    try Files.makeFolders(folder)
    if self == .none { return }
    var ledger = try Ledger(Book.make(at: folder + "/book"))
    ledger.now = { Instant(rawValue: Int64(Self.clock) * 1_000_000) }
    _ = try ledger.connect(Connections.Settings(name: "ut", marketplace: "1C"))
    _ = try ledger.connect(
      Connections.Settings(name: "wb-main", marketplace: "WB", onec: "ut"))
    if self == .connected { return }
    try Self.take("1-nomenclature.json", "ut", "2026-03-01T05:00:00Z", ledger)
    try Self.take("1-sales-page-1.json", "wb-main", "2026-03-05T05:00:00Z", ledger)
    switch self {
    case .behind:
      try Self.take(
        "1-sales-page-2.json", "wb-main", "2026-03-10T05:00:00Z", ledger, updates: false)
    case .rebuilt: _ = try ledger.rebuild(Projectors.all, Rebuild.Options(jobs: 1))
    case .backedUp: _ = try Backup.make(of: ledger, to: folder + "/backup")
    case .none, .connected, .imported: break
    }
  }

  private static func take(
    _ file: String, _ connection: String, _ fetchedAt: String, _ ledger: Ledger,
    updates: Bool = true
  ) throws {
    var request = ImportRequest(paths: [payload(file)], connection: connection)
    request.fetchedAt = Array(fetchedAt.utf8).borrowed { Instant(iso: $0, in: .utc) }
    _ = try ledger.take(request, updates: updates)
  }

  static func payload(_ file: String) -> String {
    PackageFolder.path + "/fixtures/wb-sales/" + file
  }
}
