/// A command that is cut off, and what it is run on.
package struct CutCommand: Sendable {
  package let name: String
  package let words: [String]
  package let stage: StagedBook

  /// Words for a folder that holds `book`.
  private init(_ name: String, on stage: StagedBook, _ words: [String]) {
    self.name = name
    self.stage = stage
    self.words = words
  }

  /// Everything that changes a book, once.
  package static let all = [
    CutCommand("init", on: .none, ["init", "book"]),
    CutCommand(
      "connect", on: .imported,
      ["connect", "add", "wb-two", "--marketplace", "WB", "--onec", "ut", "--book", "book"]),
    CutCommand(
      "first import", on: .connected,
      [
        "import", StagedBook.payload("1-nomenclature.json"), "--connection", "ut", "--fetched-at",
        "2026-03-01T05:00:00Z", "--book", "book",
      ]),
    CutCommand(
      "import", on: .imported,
      [
        "import", StagedBook.payload("1-sales-page-2.json"), "--connection", "wb-main",
        "--fetched-at", "2026-03-10T05:00:00Z", "--book", "book",
      ]),
    CutCommand(
      "import of four pages", on: .connected,
      ["import"] + (1...4).map { StagedBook.payload("1-sales-page-\($0).json") } + [
        "--connection", "wb-main", "--fetched-at", "2026-03-20T05:00:00Z", "--book", "book",
      ]),
    CutCommand(
      "match", on: .imported,
      [
        "match", "set", "wb-main", "150000000", "00000000-0000-0000-0000-000000000001", "--reason",
        "a trial", "--book", "book",
      ]),
    CutCommand("update", on: .behind, ["update", "--book", "book"]),
    CutCommand("rebuild", on: .behind, ["rebuild", "--jobs", "1", "--book", "book"]),
    CutCommand(
      "rebuild by statements", on: .behind,
      ["rebuild", "--jobs", "1", "--writer", "statements", "--book", "book"]),
    CutCommand("rollback", on: .rebuilt, ["rollback", "p900", "--book", "book"]),
    CutCommand(
      "revoke", on: .imported,
      ["import", "revoke", "2", "--reason", "a trial", "--yes", "--book", "book"]),
    CutCommand(
      "erase", on: .imported, ["payload", "erase", "2", "--reason", "a trial", "--book", "book"]),
    CutCommand("backup", on: .imported, ["backup", "backup", "--book", "book"]),
    CutCommand("restore", on: .backedUp, ["restore", "backup", "restored"]),
  ]

  package static func named(_ name: String) -> CutCommand? { all.first { $0.name == name } }
}
