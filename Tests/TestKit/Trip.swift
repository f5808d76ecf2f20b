import Foundation
import Testing

/// One folder of `fixtures/`: payloads, the events they become, the rows those become.
package struct Trip: Sendable, CustomTestStringConvertible {
  /// The folder's name.
  package let name: String
  package let plan: Plan

  /// What `trip.json` says: who the payloads came from, when, and in which commands.
  package struct Plan: Sendable, Decodable {
    package let about: String
    package let connections: [Connection]
    package let imports: [Step]
    package let matches: [Match]?
  }

  package struct Connection: Sendable, Decodable {
    package let name: String
    package let marketplace: String
    package let organization: String?
    package let onec: String?
    package let zone: String?
  }

  /// One import command.
  package struct Step: Sendable, Decodable {
    package let payload: String
    package let connection: String
    package let fetchedAt: String
    package let kind: String?
    package let complete: Bool?
    package let confirmEmpty: Bool?
    package let reportPeriod: String?
    package let priceType: String?
    package let reportDate: String?

    /// Further files of the same command.
    package let with: [String]?

    package var files: [String] { [payload] + (with ?? []) }
    package var isComplete: Bool { complete ?? false }
  }

  package struct Match: Sendable, Decodable {
    package let connection: String
    package let product: String
    package let nomenclature: String
    package let reason: String
  }

  package init(_ name: String) throws {
    self.name = name
    plan = try JSONDecoder().decode(
      Plan.self, from: Data(PackageFolder.bytes(of: "fixtures/\(name)/trip.json")))
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
