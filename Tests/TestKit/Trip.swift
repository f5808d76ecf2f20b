package import Ledger
import Testing

/// One folder of `fixtures/`: payloads, the events they become, the rows those become.
package struct Trip: Sendable, CustomTestStringConvertible {
  /// The folder's name.
  package let name: String
  package let plan: TripPlan

  package typealias Step = TripPlan.Step

  package init(_ name: String) throws {
    self.name = name
    plan = try TripFolder(PackageFolder.path + "/fixtures/" + name).plan
  }

  /// Every trip, in order of name; one whose `trip.json` cannot be read fails its own test.
  package static let names: [String] = PackageFolder.names(in: "fixtures").filter {
    !$0.hasPrefix(".")
  }

  package static let all: [Trip] = names.compactMap { try? Trip($0) }

  package var testDescription: String { name }

  /// A file's path from the package's folder.
  package func file(_ name: String) -> String { "fixtures/\(self.name)/\(name)" }

  package func path(_ name: String) -> String { PackageFolder.path + "/" + file(name) }

  /// The short names of the tables and views whose rows the trip knows.
  package var tables: [String] {
    PackageFolder.names(in: "fixtures/\(name)").compactMap { file in
      guard file.hasPrefix("3-"), file.hasSuffix(".ndjson") else { return nil }
      return String(file.dropFirst(2).dropLast(7))
    }
  }

  package func expectedRows(of table: String) throws -> [ExactJSON] {
    try ExactJSON.lines(PackageFolder.text(of: file("3-\(table).ndjson")))
  }
}
