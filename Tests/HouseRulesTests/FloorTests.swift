import Projecting
import Ledger
import TestKit
import Testing

@Suite("Floors know what is below them")
struct FloorTests {
  @Test func `no arrow points up`() throws {
    let files = try SourceFile.all(in: ["Sources"])
    let rooms = Set(
      SourceFile.roomFolders.flatMap { PackageFolder.names(in: "Sources/\($0)") })
    for file in files {
      let allowed = try #require(Self.below[file.floor], "\(file.floor) is a new floor")
      var modules = Set(file.imports).subtracting(allowed)
      if Self.lists.contains(file.path) { modules.subtract(rooms) }
      #expect(modules == [], "\(file.path)")
    }
    #expect(Set(files.map(\.floor)) == Set(Self.below.keys))
  }

  @Test func `a projector's folder and table have one name`() {
    for projector in Projectors.all {
      let name = Self.snakeCase("\(type(of: projector))")
      #expect(type(of: projector).tables[0].name == name)
    }
  }

  @Test func `the statements of the log and of the archive are as published`() throws {
    for (published, source) in [
      ("event_log.sql", "EventLog/event_log.sql"), ("payloads.sql", "Archive/payloads.sql"),
    ] {
      try Golden.expect(PackageFolder.text(of: "Sources/\(source)"), is: "schemas/\(published)")
    }
  }

  /// The two files that may name the rooms.
  private static let lists: Set = [
    "Sources/Ledger/Importers.swift", "Sources/Ledger/Projectors.swift",
  ]

  /// What each floor may import: the floors below it, and of the system what it is there for.
  private static let below: [String: Set<String>] = [
    "Domain": [],
    "Digest": ["CCrypto", "Domain"],
    "LZ4": ["CLZ4", "Domain"],
    "SQLite": ["CSQLite", "Domain"],
    "Platform": ["CPrefetch", "Dispatch", "Domain", "Glibc", "Synchronization"],
    "SQLiteFile": ["Domain", "Platform", "SQLite"],
    "Importing": ["CZlib", "Domain"],
    "Importers": ["Digest", "Domain", "Importing"],
    "Projecting": ["Digest", "Domain"],
    "Projectors": ["Digest", "Domain", "Projecting"],
    "EventLog": ["Digest", "Domain", "LZ4", "Platform", "SQLite"],
    "Archive": ["Digest", "Domain", "LZ4", "SQLite"],
    "Ledger": [
      "Archive", "Digest", "Domain", "EventLog", "Importing", "Logging", "Platform", "Projecting",
      "SQLite", "SQLiteFile", "Synchronization",
    ],
    "SvodCLI": [
      "Archive", "ArgumentParser", "Domain", "EventLog", "Importing", "Ledger", "Logging",
      "Platform", "Projecting", "SQLite",
    ],
  ]

  /// Spells `P903WBFinanceReport` as `p903_wb_finance_report`.
  private static func snakeCase(_ name: String) -> String {
    name
      .replacing(/([a-z0-9])([A-Z])/) { "\($0.1)_\($0.2)" }
      .replacing(/([A-Z])([A-Z][a-z])/) { "\($0.1)_\($0.2)" }
      .lowercased()
  }
}
