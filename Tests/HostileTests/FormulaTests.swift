import Foundation
import Hostile
import Ledger
import Platform
import TestKit
import Testing

@Suite("What goes out holds no formulas")
struct FormulaTests {
  @Test func `no text is a formula, however the lines are cut`() throws {
    var random = SeededRandom(15)
    let trial = HostileTrial.exports(Nightly.count(3_000, nightly: 1_000_000), &random)
    #expect(trial.failures == [])
    #expect(trial.tried >= 3_000)
  }

  @Test func `numbers and harmless texts are as they are`() {
    #expect(
      CSVText.line([.number("-5"), .number("-0.05"), .null, .text("a-b"), .text(""), .text("5%")])
        == "-5,-0.05,,a-b,,5%\r\n")
    #expect(CSVText.line([.text("-5"), .text("=1")]) == "\"'-5\",\"'=1\"\r\n")
    #expect(CSVText.line([.text("a;=1"), .text("x\n@y")]) == "\"a;'=1\",\"x\n'@y\"\r\n")
  }

  @Test func `for Excel cells stand between semicolons, with decimal commas, behind a mark`() {
    #expect(CSVText.header(["a", "b"], .excel) == "\u{FEFF}a;b\r\n")
    #expect(
      CSVText.line([.number("-5.25"), .number("12"), .null, .text("3.5"), .text("x;y")], .excel)
        == "-5,25;12;;3.5;\"x;y\"\r\n")
    #expect(CSVText.line([.text("=1"), .text("a;=1")], .excel) == "\"'=1\";\"a;'=1\"\r\n")
  }

  @Test func `without the marks, formulas would be seen`() {
    for text in Formulas.hostile where CSVText.guarded(text) != text {
      let bare = "\"\(text.replacing("\"", with: "\"\""))\",x\r\n"
      #expect(Formulas.found(in: "n,\(bare)") != [], "\(text.debugDescription)")
    }
    #expect(Formulas.found(in: "a,-5\r\n", isNumber: { $0 == 1 }) == [])
    #expect(Formulas.found(in: "a,-5\r\n") == ["-5"])
  }

  @Test func `no command writes a formula in CSV`() throws {
    let desk = try HostileDesk()
    // What a seller or a marketplace can name: articles, brands, files, organizations, reasons.
    let rows = Formulas.hostile.enumerated().map { index, text in
      HostileDesk.sale(
        index, ["supplierArticle": JSONText.quoted(text), "brand": JSONText.quoted(text)])
    }
    let name = "=cmd()@x.json"
    try desk.write(Array("[\(rows.joined(separator: ","))]".utf8), to: name)
    #expect(try desk.run(["import", "./" + name, "--connection", "wb"]).code == 0)
    #expect(
      try desk.run([
        "connect", "add", "bad", "--marketplace", "WB", "--organization", "=1+1",
      ]).code == 0)
    #expect(
      try desk.run([
        "match", "set", "wb", "@sku", "00000000-0000-0000-0000-000000000001", "--reason=-reason=1",
        "--author", "+author",
      ]).code == 0)
    var cells = 0
    for words in [
      ["query", "p900"], ["query", "p904", "--columns", "supplier_article"],
      ["query", "p900", "--sum", "qty", "--by", "seller_sku"], ["log"], ["payload", "list"],
      ["connect", "list"], ["match", "list"], ["match", "list", "--unmatched"],
      ["match", "suggest"], ["status"], ["status", "--drift"], ["import", "list"],
      ["restated", "--since", "7"], ["diff", "--from", "7"], ["verify"], ["reimport"],
      ["sql", "SELECT seller_sku, seller_sku AS \"=x\" FROM p900"],
    ] {
      let child = try desk.run(words + ["--format", "csv"])
      if words.contains("supplier_article"), child.code == 64 { continue }
      #expect(child.code == 0, "\(words): \(child.complaint)")
      let found = Formulas.found(in: child.text).filter { Double($0) == nil }
      #expect(found == [], "\(words)")
      cells += Formulas.rows(of: child.text, by: ",").joined().count { $0.hasPrefix("'") }
    }
    #expect(cells > 50)
    #expect(try desk.run(["export", "--into", "out"]).code == 0)
    for file in try Files.names(in: desk.folder + "/out") {
      let text = String(
        decoding: try Files.read(desk.folder + "/out/" + file, sizeMax: 1 << 24), as: UTF8.self)
      #expect(Formulas.found(in: text).filter { Double($0) == nil } == [], "\(file)")
    }
  }
}
