import Ledger
import Platform
import TestKit
import Testing

@Suite("Asking the books why, since when and as of when")
struct WhyCommandTests {
  private static func positions(_ json: String) throws -> [String] {
    try ExactJSON.lines(json).map { $0["position"]?.description ?? "" }
  }

  @Test func `the log is filtered by stream, type, connection, import, place, time and text`()
    throws
  {
    let desk = try Desk(filled: true)
    func log(_ words: String...) throws -> [String] {
      let outcome = try desk.run(["log", "--format", "ndjson"] + words)
      #expect(outcome.code == 0, "\(outcome.errors)")
      return try Self.positions(outcome.text)
    }
    // Two connections, 36 items, 80 rows of which one revises another.
    #expect(try log("--limit", "1000").count == 118)
    #expect(try log("--type", "1c.nomenclature").count == 36)
    #expect(try log("--connection", "wb-main", "--limit", "1000").count == 81)
    #expect(try log("--import", "1", "--limit", "1000").count == 36)
    #expect(try log("--from", "5", "--to", "7") == ["5", "6", "7"])
    #expect(try log("--stream", "wb-main/wb.sales/S21400005812").count == 1)
    #expect(try log("--text", "S21400005812").count == 1)
    #expect(try log("--text", "no such words") == [])
    #expect(try log("--since", "2999-01-01T00:00:00Z") == [])
    #expect(try log("--until", "2020-01-01T00:00:00Z") == [])
    #expect(try log("--since", "2020-01-01T00:00:00Z", "--limit", "2") == ["1", "2"])
    #expect(try log("--follow", "--from", "3", "--limit", "2") == ["3", "4"])
  }

  @Test func `a history in JSON tells what each version changed`() throws {
    let desk = try Desk(filled: true)
    // The one row of the page that revises another.
    let versions = try desk.run(["log", "--connection", "wb-main", "--format", "ndjson"]).text
    let revised = try #require(
      ExactJSON.lines(versions).first { $0["version"]?.description == "2" }?["stream"])
    let stream = revised.description.filter { $0 != "\"" }
    let told = try ExactJSON.lines(desk.done("history", stream, "--format", "ndjson"))
    #expect(told.count == 2)
    let (first, second) = ("\(told[0]["changes"] as Any)", "\(told[1]["changes"] as Any)")
    #expect(first.contains("saleID") && !second.contains("saleID"))
    #expect(second.contains("lastChangeDate"))
  }

  @Test func `whoever follows the log is told of what is appended`() throws {
    let desk = try Desk(filled: true)
    let follower = try desk.start(["log", "--follow", "--from", "119", "--limit", "3"])
    try desk.take("wb-sales/1-sales-page-3.json", "wb-main", "2026-03-14T05:00:00Z")
    let outcome = try follower.end()
    #expect(outcome.code == 0)
    #expect(outcome.text.split(separator: "\n").map { $0.prefix(3) } == ["119", "120", "121"])
  }

  @Test func `any question is asked as the books stood then`() throws {
    let desk = try Desk(filled: true)
    let position = try desk.position()
    let questions = [
      ["query", "p900", "--sum", "amount_line,cost", "--by", "status_norm"],
      ["sql", "SELECT count(*) AS n, sum(cost) AS cost FROM p900"],
      ["match", "list"], ["match", "list", "--unmatched"],
      ["explain", "p900", "S21400872827", "cost"],
    ]
    let then = try questions.map { try desk.run($0).text }
    try desk.take("wb-sales/1-sales-page-3.json", "wb-main", "2026-03-14T05:00:00Z")
    try desk.take("wb-sales/1-dealer-prices-1.json", "ut", "2026-03-10T06:00:00Z")
    try desk.done(
      "match", "set", "wb-main", "203415684", "3e7f832b-b254-4d1e-a552-1554a922eb4f", "--reason",
      "tried")
    for (question, answer) in zip(questions, then) {
      let now = try desk.run(question)
      let asOf = try desk.run(question + ["--as-of", position])
      #expect(asOf.code == 0, "\(asOf.errors)")
      #expect(asOf.text == answer, "\(question)")
      #expect(now.text != answer, "\(question)")
    }
    // The tables of then are made where TMPDIR says, and are gone afterwards.
    let trace = try desk.run(
      ["trace", "p900", "S21400872827", "--as-of", position], environment: ["TMPDIR": desk.folder])
    #expect(trace.code == 0)
    #expect(!trace.text.contains("1c.dealer-prices"))
    #expect(try Files.names(in: desk.folder).filter { $0.hasPrefix("svod-as-of") } == [])
  }

  @Test func `two states of the books are compared by position and by folder`() throws {
    let desk = try Desk(filled: true)
    let position = try desk.position()
    try desk.done("rebuild", "p906", "--as-of", position, "--into", desk.folder + "/then")
    try desk.take("wb-sales/1-dealer-prices-1.json", "ut", "2026-03-10T06:00:00Z")
    let byPosition = try desk.done("diff", "--from", position, "p906", "--limit", "2")
    #expect(byPosition.hasPrefix("p906: +43 −0 ~0 rows\n"))
    #expect(byPosition.hasSuffix("  and 41 rows more: --limit shows them\n"))
    #expect(
      try desk.done("diff", "--from", desk.folder + "/then", "p906", "--limit", "2") == byPosition)
    #expect(try desk.done("diff", "--from", position, "--to", position, "p900") == "")
  }

  @Test func `a payload tells its events and rows under its number and its hash`() throws {
    let desk = try Desk(filled: true)
    let byNumber = try desk.done("import", "show", "2", "--limit", "1")
    #expect(byNumber.contains("p900: 79 rows\n"))
    #expect(byNumber.contains("79 wb.sales.row@1") || byNumber.contains("80 wb.sales.row@1"))
    let payload = try #require(
      byNumber.split(separator: "\n").first { $0.hasPrefix("payload ") }?.dropFirst(8).prefix(12))
    #expect(try desk.done("payload", "show", String(payload), "--limit", "1") == byNumber)
    let json = try ExactJSON(desk.done("import", "show", "2", "--format", "json"))
    #expect(json["rows"]?.elements.count ?? 0 >= 2)
  }
}
