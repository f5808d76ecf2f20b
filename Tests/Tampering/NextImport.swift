import Domain
import Ledger
import TestKit

/// What the next import makes of a book: after harmless rot the same as of a sound one.
enum NextImport {
  /// Takes one page more and brings the tables to it; gives what the book says then, or the refusal.
  static func run(_ path: String) -> Result<BookContent, any Error> {
    Result {
      var ledger = try Ledger(Book(path))
      // Every book is written at the same moment.
      ledger.now = { Instant(rawValue: 2_000_000_000_000_000) }
      var request = ImportRequest(
        paths: [PackageFolder.path + "/fixtures/wb-sales/1-sales-page-3.json"],
        connection: "wb-main")
      request.fetchedAt = Instant(rawValue: 1_780_000_000_000_000)
      _ = try ledger.take(request)
      return try BookContent(path)
    }
  }
}
