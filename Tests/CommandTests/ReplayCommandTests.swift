import TestKit
import Testing

@Suite("Imports are revoked, read again and thought away")
struct ReplayCommandTests {
  private static let sales = "wb-sales/1-sales-page-2.json"

  @Test func `revoking shows what changes, asks for a yes, and can be undone`() throws {
    let desk = try Desk(filled: true)
    let before = try desk.tables()
    let head = try desk.head()
    let dry = try desk.done("import", "revoke", "2", "--dry-run")
    #expect(dry.contains("p900: +0 −79 ~0 rows"))
    #expect(dry.contains("amount_line"))
    let asked = try desk.run(["import", "revoke", "2"])
    #expect(asked.code == 64)
    #expect(asked.text == dry)
    #expect(asked.errors == "svod: nothing was changed: --yes revokes\n")
    #expect(try desk.head() == head)
    let done = try ExactJSON(
      desk.done("import", "revoke", "2", "--reason", "a trial", "--yes", "--format", "json"))
    #expect(done["imports"]?.description == "[2]")
    #expect(done["tables"]?.elements.first { $0["table"] == "p900" }?["removed"] == 79)
    #expect(try desk.done("query", "p900", "--format", "ndjson") == "")
    try desk.expectRefusal(
      ["import", "revoke", "2", "--yes"], 66, saying: "import 2 was revoked before")
    try desk.take(Self.sales, "wb-main", "2026-03-10T05:00:00Z")
    #expect(try desk.tables() == before)
    let list = try desk.done("import", "list", "--format", "csv").split(separator: "\r\n")
    #expect(list.count == 4)
    #expect(list[2].hasSuffix(",\(try Self.revokedAt(desk))"))
    #expect(list[3].hasSuffix(","))
    try desk.expectSound()
  }

  private static func revokedAt(_ desk: Desk) throws -> String {
    let events = try ExactJSON.lines(
      desk.done("log", "--type", "book.imports.revoked", "--format", "ndjson"))
    #expect(events.count == 1)
    #expect(events[0]["body"]?["reason"] == "a trial")
    return try #require(events[0]["position"]?.description)
  }

  @Test func `an import whose payload was erased can be revoked`() throws {
    let desk = try Desk(filled: true)
    try desk.done("payload", "erase", "2", "--reason", "a trial")
    let read = try desk.run(["reimport"])
    #expect(read.code == 0)
    #expect(read.text.contains("import 2 (1-sales-page-2.json, wb.sales): the payload was erased"))
    try desk.done("import", "revoke", "2", "--yes")
    #expect(try desk.done("query", "p900", "--format", "ndjson") == "")
    try desk.expectSound()
  }

  @Test func `payloads that read as before are told so`() throws {
    let desk = try Desk(filled: true)
    #expect(
      try desk.done("reimport").hasSuffix("2 imports read as before, 0 otherwise, 0 erased\n"))
    let lines = try ExactJSON.lines(desk.done("reimport", "--format", "ndjson"))
    #expect(lines.map { $0["outcome"] } == ["compared", "compared"])
    #expect(lines.map { $0["equal"] } == [36, 80])
  }

  @Test func `what would be is told and not done`() throws {
    let desk = try Desk(filled: true)
    let head = try desk.head()
    let tables = try desk.tables()
    let outcome = try desk.run(["what-if", "--without-import", "2", "--into", "apart"])
    #expect(outcome.code == 0)
    #expect(outcome.text.contains("p900: +0 −79 ~0 rows"))
    #expect(outcome.errors.contains("the copy is the book apart"))
    let apart = try desk.run(["query", "p900", "--format", "ndjson", "--book", "apart"])
    #expect(apart.code == 0)
    #expect(apart.text == "")
    #expect(try desk.head() == head)
    #expect(try desk.tables() == tables)
  }

  @Test func `an exported import is a case that is tested`() throws {
    let desk = try Desk(filled: true)
    let files = try desk.done("payload", "export-trip", "2", "--into", "cases/sales")
    #expect(files.contains("cases/sales/trip.json\n"))
    let right = try desk.done("test", "cases")
    #expect(right.hasSuffix("1 trip: 4 right, 0 not right\n"))
    let report = try desk.done("test", "cases", "--format", "junit")
    #expect(report.contains("<testsuites name=\"svod test\" tests=\"4\" failures=\"0\">"))
    _ = try desk.write("{}\n", to: "cases/sales/3-p900.ndjson")
    let wrong = try desk.run(["test", "cases", "--format", "ndjson"])
    #expect(wrong.code == 3)
    let failed = try ExactJSON.lines(wrong.text).filter { $0["passed"] == false }
    #expect(failed.map { $0["name"] } == ["p900"])
    #expect(try desk.run(["test", "cases", "--record"]).code == 3)
    #expect(try desk.done("test", "cases") == right)
  }
}
