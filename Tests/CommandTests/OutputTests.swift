import Foundation
import Platform
import TestKit
import Testing

@Suite("Answers are exact and safe to open")
struct OutputTests {
  @Test func `a spreadsheet takes no cell for a formula`() throws {
    let desk = try Desk()
    let articles = ["=1+1", "+7", "-2", "@sum", "plain", "a=b"]
    let rows = articles.enumerated().map { SalesPage.row($0, article: $1) }
    let file = try desk.write(SalesPage.page(rows), to: "page.json")
    try desk.done("import", file, "--connection", "wb-main")
    let csv = try desk.done(
      "query", "p900", "--columns", "seller_sku", "--order", "seller_sku", "--format", "csv")
    #expect(
      Set(csv.split(separator: "\r\n").dropFirst().map(String.init)) == [
        "\"'=1+1\"", "\"'+7\"", "\"'-2\"", "\"'@sum\"", "plain", "a=b",
      ])
    let json = try ExactJSON(
      desk.done("query", "p900", "--columns", "seller_sku", "--format", "json"))
    #expect(Set(json.elements.compactMap { $0["seller_sku"]?.text }) == Set(articles))
  }

  @Test func `--csv-excel opens where the comma is decimal, from every command`() throws {
    let desk = try Desk(filled: true)
    try desk.done("export", "p900", "--into", "out", "--csv-excel")
    let table = try Files.read(desk.folder + "/out/p900_sales_register.csv", sizeMax: 1 << 20)
    let text = String(decoding: table, as: UTF8.self)
    #expect(Array(table.prefix(3)) == [0xEF, 0xBB, 0xBF])
    #expect(text.dropFirst().hasPrefix("connection_mp_ref;document_type;"))
    #expect(text.contains(/;-?\d+,\d+;/))
    #expect(!text.contains(/;-?\d+\.\d+;/))
    let sums = ["--sum", "amount_line", "--by", "status_norm"]
    let asked = try desk.run(["query", "p900", "--csv-excel"] + sums).text
    #expect(asked.hasPrefix("\u{FEFF}status_norm;amount_line;rows\r\nDELIVERED;"))
    #expect(try desk.run(["query", "p900", "--csv-excel", "--format", "csv"] + sums).text == asked)
    #expect(
      try desk.done("sql", "SELECT 1.5 AS a, 'x;y' AS b", "--csv-excel")
        == "\u{FEFF}a;b\r\n1,5;\"x;y\"\r\n")
    try desk.expectRefusal(["query", "p900", "--csv-excel", "--format", "json"], 64)
    try desk.expectRefusal(
      ["export", "p900", "--into", "other", "--csv-excel", "--format", "sqlite"], 64)
  }

  @Test func `negative numbers stay numbers in CSV`() throws {
    let desk = try Desk(filled: true)
    let csv = try desk.done(
      "query", "p900", "--sum", "amount_line", "--by", "qty", "--format", "csv")
    #expect(csv.hasPrefix("qty,amount_line,rows\r\n"))
    #expect(csv.contains("\r\n-1,-"))
  }

  @Test func `sums in JSON have the exact digits of the rows`() throws {
    let desk = try Desk()
    let amounts = ["0.1", "0.2", "19.99", "-0.0001", "123456789012.3456", "0.0001"]
    let rows = amounts.enumerated().map { SalesPage.row($0, forPay: $1) }
    let file = try desk.write(SalesPage.page(rows), to: "page.json")
    try desk.done("import", file, "--connection", "wb-main")
    let log = try desk.done("log", "--type", "wb.sales", "--format", "ndjson")
    for amount in amounts { #expect(log.contains("\"forPay\":\(amount)"), "\(amount)") }

    let select = "SELECT sum(amount_line_e4) AS s FROM p900_rows"
    let exact = try ExactJSON(desk.done("sql", select, "--format", "json")).elements[0]["s"]?.number
    let lines = try ExactJSON(
      desk.done("query", "p900", "--columns", "amount_line", "--format", "json"))
    let sum = try lines.elements.reduce(Int128(0)) {
      try $0 + #require($1["amount_line"]?.number?.units(4))
    }
    #expect(lines.elements.count == amounts.count)
    let units = try #require(exact?.units(0))
    #expect(sum == units)
    let total = try ExactJSON(
      desk.done("query", "p900", "--sum", "amount_line", "--format", "json"))
    #expect(total.elements[0]["amount_line"]?.number?.units(4) == sum)
  }

  @Test(arguments: ["table", "json", "ndjson", "csv"])
  func `every format answers with the answer alone`(_ format: String) throws {
    let desk = try Desk(filled: true)
    for words in [
      ["query", "p900", "--limit", "3"], ["log", "--limit", "3"], ["status"], ["connect", "list"],
      ["payload", "list"], ["match", "list"], ["match", "list", "--unmatched"], ["show", "40"],
      ["status", "--drift"], ["sql", "SELECT 1 AS a"],
    ] {
      let outcome = try desk.run(words + ["--format", format])
      #expect(outcome.code == 0, "\(words)")
      #expect(outcome.errors == "", "\(words)")
      if format == "json" {
        #expect(throws: Never.self, "\(words)") { try ExactJSON(outcome.output) }
      }
      if format == "ndjson" {
        #expect(throws: Never.self, "\(words)") { try ExactJSON.lines(outcome.text) }
      }
    }
  }
}
