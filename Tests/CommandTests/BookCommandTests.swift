import Foundation
import Platform
import TestKit
import Testing

@Suite("Commands do what they say")
struct BookCommandTests {
  private static let page = Desk.fixture("wb-sales/1-sales-page-1.json")

  @Test func `a dry run tells what would change and changes nothing`() throws {
    let desk = try Desk(filled: true)
    let before = try desk.done("status", "--format", "json")
    let words = [
      "import", Self.page, "--connection", "wb-main", "--fetched-at", "2026-03-05T05:00:00Z",
    ]
    let dry = try desk.run(words + ["--dry-run"])
    #expect(dry.code == 0)
    #expect(dry.text.contains("(dry run, nothing appended)"))
    #expect(try desk.done("status", "--format", "json") == before)
    let wet = try desk.run(words)
    let changes = Self.changes(wet.text)
    #expect(changes.contains { $0.hasPrefix("p900: +") })
    #expect(Self.changes(dry.text) == changes)
  }

  /// The lines that tell of tables.
  private static func changes(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { $0.hasSuffix(" rows") }
  }

  @Test func `the same bytes without a time of fetching append nothing`() throws {
    let desk = try Desk()
    try desk.done("import", Self.page, "--connection", "wb-main")
    let head = try desk.head()
    let copy = try desk.write(
      PackageFolder.bytes(of: "fixtures/wb-sales/1-sales-page-1.json"), to: "c")
    for path in [Self.page, copy] {
      let again = try desk.done("import", path, "--connection", "wb-main")
      #expect(again.contains("already imported as import 1, nothing appended"))
    }
    #expect(try desk.head() == head)
  }

  @Test func `without update the tables wait and then come out the same`() throws {
    let desk = try Desk()
    let other = try Desk()
    let words = [
      "import", Self.page, "--connection", "wb-main", "--fetched-at", "2026-03-05T05:00:00Z",
    ]
    #expect(try desk.run(words + ["--no-update"]).code == 0)
    let behind = try desk.run(["query", "p900"])
    #expect(behind.errors.contains("svod update p900"))
    #expect(try desk.done("update").contains("p900: +81"))
    #expect(try other.run(words).code == 0)
    #expect(try desk.tables() == other.tables())
  }

  @Test func `a decision names the item of a product until it is taken back`() throws {
    let desk = try Desk(filled: true)
    let rows = ["query", "p900", "--columns", "line_id,nomenclature_ref", "--format", "csv"]
    let automatic = try desk.run(rows).text
    let unmatched = try Self.records(
      desk.done("match", "list", "--unmatched", "--format", "csv"))
    let product = try #require(unmatched.first?["marketplace_product_ref"])
    let items = try Self.records(desk.run(rows).text).compactMap { $0["nomenclature_ref"] }
    let item = try #require(items.first { !$0.isEmpty })
    #expect(try desk.done("match", "suggest", "--format", "csv").hasPrefix("connection,product"))

    try desk.done("match", "set", "wb-main", product, item, "--reason", "it was renamed")
    let decided = try Self.records(
      desk.done(
        "query", "p900", "--where", "mp_item_id=\(product)", "--columns",
        "nomenclature_ref,nomenclature_basis", "--format", "csv"))
    #expect(!decided.isEmpty)
    for row in decided {
      #expect(row["nomenclature_ref"] == item)
      #expect(row["nomenclature_basis"] == "decision")
    }
    let list = try Self.records(desk.done("match", "list", "--format", "csv"))
    #expect(list.count == 1)
    #expect(list.first?["product"] == product)
    #expect(list.first?["reason"] == "it was renamed")
    #expect(list.first?["author"] == "tester")

    let head = try desk.head()
    try desk.done("match", "set", "wb-main", product, item, "--reason", "it was renamed")
    #expect(try desk.head() == head, "the same decision again adds nothing")
    try desk.done("match", "unset", "wb-main", product)
    #expect(try desk.run(rows).text == automatic)
    let taken = try Self.records(desk.done("match", "list", "--format", "csv"))
    #expect(taken.map { $0["nomenclature"] } == [""])

    let table = try desk.write(
      "connection,product,nomenclature,reason\nwb-main,\(product),\(item),from a table\n",
      to: "decisions.csv")
    try desk.done("match", "import", table)
    #expect(try Self.records(desk.done("match", "list", "--format", "csv")).count == 1)
    try desk.expectSound()
  }

  /// Rows of a CSV whose values need no quotes, by column.
  private static func records(_ csv: String) throws -> [[String: String]] {
    let lines = csv.components(separatedBy: "\r\n").filter { !$0.isEmpty }
      .map { $0.components(separatedBy: ",") }
    let header = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  @Test func `a payload is shown as it was received and gone when it is erased`() throws {
    let desk = try Desk(filled: true)
    let bytes = try PackageFolder.bytes(of: "fixtures/wb-sales/1-sales-page-2.json")
    let tables = try desk.tables()
    #expect(try desk.run(["payload", "bytes", "2"]).output == bytes)
    try desk.done("payload", "erase", "2", "--reason", "personal data")
    try desk.expectRefusal(["payload", "bytes", "2"], 65, saying: "erased")
    #expect(try desk.done("verify").contains("1 erased"))
    #expect(try desk.done("log", "--type", "archive.payloads").contains("archive.payloads.erased"))
    try desk.done("rebuild")
    #expect(try desk.tables() == tables, "the events stay")
    let trace = try desk.done("trace", "p900", "wb-main", "WB_Sales", "S21400005812")
    #expect(trace.contains("event ") && trace.contains("erased"))
  }

  @Test func `a rebuild as of a position gives the tables of then`() throws {
    let desk = try Desk(filled: true)
    let position = try desk.position()
    let then = try desk.tables()
    try desk.take("wb-sales/1-sales-page-3.json", "wb-main", "2026-03-14T05:00:00Z")
    try desk.take("wb-sales/1-dealer-prices-1.json", "ut", "2026-03-10T06:00:00Z")
    let now = try desk.tables()
    let built = try desk.done("rebuild", "--as-of", position, "--into", "then")
    for (alias, table) in then {
      #expect(built.contains("hash \(table.prefix(16))"), "\(alias)")
    }
    #expect(try Files.names(in: desk.folder + "/then").contains("p900.sqlite"))
    #expect(try desk.tables() == now)
    #expect(now["p900"] != then["p900"])
  }

  @Test func `a rebuild gives a new generation and a rollback the one before`() throws {
    let desk = try Desk(filled: true)
    let before = try desk.tables()
    let first = try Self.generation("p900", desk)
    try desk.done("rebuild", "p900")
    #expect(try Self.generation("p900", desk) == first + 1)
    #expect(try desk.tables() == before)
    #expect(try desk.done("rollback", "p900") == "p900 is generation \(first) again\n")
    #expect(try Self.generation("p900", desk) == first)
    #expect(try desk.tables() == before)
    try desk.expectSound()
  }

  private static func generation(_ table: String, _ desk: Desk) throws -> Int {
    let tables = try desk.status()["tables"]?.elements ?? []
    let found = tables.first { $0["table"]?.text == table }
    return Int(try #require(found?["generation"]?.number?.units(0)))
  }

  @Test func `what an import remarked is listed as drift`() throws {
    let desk = try Desk()
    let file = try desk.write(
      SalesPage.page([SalesPage.row(1, more: ",\"brandNewField\":5")]), to: "page.json")
    #expect(try desk.run(["import", file, "--connection", "wb-main"]).code == 0)
    let drift = try desk.done("status", "--drift", "--format", "csv")
    #expect(drift.contains("brandNewField"))
    #expect(drift.contains("page.json"))
  }

  @Test func `the tour runs to its end`() throws {
    let run = try Svod(["tour"], in: PackageFolder.path)
    let outcome = try run.end()
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.text.hasSuffix("\nThat was the tour.\n"))
    #expect(outcome.text.contains("sound: every table against a rebuild from the log"))
    #expect(outcome.text.contains("already imported"))
  }

  @Test func `the version is told`() throws {
    let desk = try Desk()
    #expect(try desk.done("--version") == "0.1.0\n")
  }
}
