import Foundation
import Importing
import Ledger
import Projecting
import TestKit
import Testing

@Suite("Rooms know floors, not each other")
struct RoomTests {
  /// What a room may know.
  private static let floors: [String: Set<String>] = [
    "Importers": ["Digest", "Domain", "Importing"],
    "Projectors": ["Digest", "Domain", "Projecting"],
  ]

  @Test(arguments: ["Importers", "Projectors"])
  func `every folder of rooms is in the package's list and the other way round`(
    _ folder: String
  ) throws {
    let listed = try Self.list(folder.lowercased(), in: PackageFolder.text(of: "Package.swift"))
    #expect(listed == PackageFolder.names(in: "Sources/\(folder)"))
    #expect(!listed.isEmpty)
  }

  @Test func `every importer is called by its folder and is in the ledger's list`() {
    let listed = Importers.all.map { "\(type(of: $0))" }.sorted()
    #expect(listed == PackageFolder.names(in: "Sources/Importers"))
    #expect(Set(Importers.all.map { type(of: $0).kind }).count == Importers.all.count)
  }

  @Test func `every projector is called by its folder and is in the ledger's list`() {
    let listed = Projectors.all.map { "\(type(of: $0))" }.sorted()
    #expect(listed == PackageFolder.names(in: "Sources/Projectors"))
    #expect(Set(Projectors.all.map { type(of: $0).alias }).count == Projectors.all.count)
  }

  @Test(arguments: ["Importers", "Projectors"])
  func `a room imports floors only`(_ folder: String) throws {
    let allowed = try #require(Self.floors[folder])
    for file in try SourceFile.all(in: ["Sources/\(folder)"]) {
      #expect(Set(file.imports).subtracting(allowed) == [], "\(file.path)")
      #expect(file.path.split(separator: "/").count >= 4, "\(file.path) stands in no room")
    }
  }

  @Test func `a room's own file bears its name`() {
    for folder in ["Importers", "Projectors"] {
      for room in PackageFolder.names(in: "Sources/\(folder)") {
        let files = PackageFolder.names(in: "Sources/\(folder)/\(room)")
        #expect(files.contains("\(room).swift"), "\(room)")
      }
    }
  }

  /// The names between the brackets of `let name = […]`.
  private static func list(_ name: String, in text: String) throws -> [String] {
    let start = try #require(text.range(of: "let \(name) = ["))
    let end = try #require(text[start.upperBound...].firstIndex(of: "]"))
    return text[start.upperBound..<end].split(separator: "\"").map(String.init)
      .filter { $0.first?.isLetter ?? false }.sorted()
  }
}
