import Domain
import Importing
import Ledger
import TestKit
import Testing

@Suite("The page of the read tables tells the scopes of every kind")
struct ScopeTableTests {
  @Test func `every kind has a line, with what an empty answer is complete for`() throws {
    let page = try PackageFolder.text(of: "schemas/read_tables.md")
    let section = try #require(page.components(after: "## Scopes and withdrawals"))
    for importer in Importers.all {
      let kind = type(of: importer).kind.name
      let lines = section.filter { $0.hasPrefix("| `\(kind)`") }
      #expect(lines.count == 1, "\(kind)")
      let cells = (lines.first ?? "").split(separator: "|").map { $0.trimmingSpaces }
      guard cells.count == 4 else {
        Issue.record("\(kind): \(cells)")
        continue
      }
      #expect(cells[0].hasSuffix("°") == type(of: importer).sendsNothing, "\(kind)")
      #expect(cells[2] == (type(of: importer).emptyScope == .list ? "all" : "nothing"), "\(kind)")
      for mark in type(of: importer).extent {
        if case .number = mark { continue }
        #expect(cells[3].contains("`\(mark.name)`"), "\(kind): \(mark.name)")
      }
      if type(of: importer).extent.isEmpty { #expect(cells[3] == "–", "\(kind)") }
    }
    #expect(section.filter { $0.hasPrefix("| `") }.count == Importers.all.count)
  }
}

extension String {
  /// The lines from a heading to the next one.
  fileprivate func components(after heading: String) -> [Substring]? {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0 == heading }) else { return nil }
    return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("## ") })
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
