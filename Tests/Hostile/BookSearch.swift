import Domain
import EventLog
import Foundation
package import Ledger

/// Looks for texts in everything that a book holds: the bytes of its files, and what the log's
/// compressed blocks and its imports say.
package struct BookSearch {
  /// Where something was found: `file: text`.
  package private(set) var places: [String] = []

  /// Bytes looked at.
  package private(set) var size = 0

  /// `besides` are files that may hold what is looked for.
  package init(_ ledger: Ledger, for texts: [String], besides: Set<String> = []) throws {
    let folder = ledger.book.path
    let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    for name in names.sorted() where !besides.contains(name) {
      let path = folder + "/" + name
      guard let bytes = FileManager.default.contents(atPath: path) else { continue }
      look(bytes, texts, name)
    }
    var search = EventSearch()
    search.limit = .max
    let events = try search.run(ledger).map(\.json).joined(separator: "\n")
    look(Data(events.utf8), texts, "events")
    let imports = try ledger.book.openLog().imports().map { "\($0)" }.joined(separator: "\n")
    look(Data(imports.utf8), texts, "imports")
  }

  private mutating func look(_ bytes: Data, _ texts: [String], _ place: String) {
    size += bytes.count
    for text in texts where bytes.range(of: Data(text.utf8)) != nil {
      places.append("\(place): \(text)")
    }
  }
}
