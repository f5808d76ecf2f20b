import Domain
package import Ledger
import Platform
import Projecting
import SQLite

/// Questions that nobody would ask, to the tables of a book.
package struct HostileQueries: Sendable {
  package let folder: TableFolder

  package init(_ folder: TableFolder) { self.folder = folder }

  /// The tables of a book without events, made once in a process.
  static let empty: HostileQueries = {
    let made = try? Files.makeTemporaryFolder(prefix: "svod-hostile")
    guard let made, let book = try? Book.make(at: made + "/book"), let ledger = try? Ledger(book),
      (try? ledger.rebuild(Projectors.all)) != nil
    else { preconditionFailure("no book could be made") }
    return HostileQueries(ledger.tables)
  }()

  /// Asks what a text of lines says, each a word and what follows it; the first table unless it
  /// says another.
  @discardableResult
  package func ask(_ text: String) throws -> Answer {
    var query = Query()
    var table = 0
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      let rest = words.count > 1 ? words[1] : ""
      switch words.first {
      case "where":
        guard let sign = rest.firstIndex(of: "=") else { continue }
        query.filters.append(
          (String(rest[..<sign]), String(rest[rest.index(after: sign)...])))
      case "table": table = Int(rest).map { Int($0.magnitude % 100) } ?? 0
      case "from": query.from = Self.day(rest)
      case "to": query.to = Self.day(rest)
      case "columns": query.columns = rest.split(separator: ",").map(String.init)
      case "sum": query.sums = rest.split(separator: ",").map(String.init)
      case "by": query.groups = rest.split(separator: ",").map(String.init)
      case "order": query.order = rest
      case "limit": query.limit = Int(rest).map { max(0, $0) }
      default: continue
      }
    }
    query.secondsMax = 1
    let projector = Projectors.all[table % Projectors.all.count]
    return try query.answer(projector, table: type(of: projector).alias, in: folder)
  }

  private static func day(_ text: String) -> Day? { Array(text.utf8).borrowed { Day(iso: $0) } }
}
