import Foundation
import Platform
import TestKit
import Testing

@Suite("Bad input ends in one clear line")
struct BadInputTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let saying: String

    init(_ name: String, _ bytes: [UInt8], _ saying: String) {
      testDescription = name
      self.bytes = bytes
      self.saying = saying
    }

    init(_ name: String, _ text: String, _ saying: String) {
      self.init(name, Array(text.utf8), saying)
    }
  }

  private static let row = SalesPage.row(1)

  static let payloads = [
    Bad("an empty file", "", "is empty"),
    Bad("blanks", " \n\t", "is empty"),
    Bad("null", "null", "is empty"),
    Bad("a number", "17", "of no kind"),
    Bad("a cut page", Array(SalesPage.page(of: 9).utf8.dropLast(40)), "cut off"),
    Bad("a page cut in a name", Array(SalesPage.page(of: 1).utf8.prefix(30)), "cut off"),
    Bad("two pages in one", SalesPage.page(of: 1) + SalesPage.page(of: 1), "byte"),
    Bad("JSON of another kind", #"{"a":[1,2,{"b":3}]}"#, "of no kind"),
    Bad(
      "an error answer", #"{"title":"unauthorized","status":401,"detail":"token expired"}"#,
      "an error, not an answer: «unauthorized: token expired (status 401)»"),
    Bad("a page of HTML", "<html><body>502 Bad Gateway</body></html>", "svod: "),
    Bad("NUL bytes", Array(repeating: 0, count: 500), "of no kind"),
    Bad("a NUL byte in a text", "[\(row.replacing("Коледино", with: "Ко\u{0}ледино"))]", "control"),
    Bad("UTF-8 that is none", Array("[\(row)".utf8.dropLast()) + [0xFF, 0xFE, 0x5D], "UTF-8"),
    Bad(
      "UTF-16", [0xFF, 0xFE] + "[\(row)]".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, ""),
    Bad(
      "70 levels", "[\(SalesPage.row(1, more: ",\"x\":" + nested(70)))]", "nested deeper than 64"),
    Bad("70 levels of nothing", nested(70), "nested deeper than 64"),
    Bad("a 1C object without its list", #"{"odata.metadata":"x"}"#, "of no kind"),
  ]

  private static func nested(_ levels: Int) -> String {
    String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
  }

  @Test(arguments: payloads)
  func `a broken payload changes nothing`(_ bad: Bad) throws {
    let desk = try Desk()
    let file = try desk.write(bad.bytes, to: "bad.json")
    try desk.expectRefusal(["import", file, "--connection", "wb-main"], 65, saying: bad.saying)
    try desk.expectRefusal(["import", file, "--connection", "wb-main", "--strict"], 65)
    try desk.expectRefusal(
      ["import", "-", "--connection", "wb-main"], 65, input: file, saying: "standard input")
    try desk.expectSound()
  }

  @Test func `a broken page in a folder is named, and the mended folder completes the book`() throws
  {
    let desk = try Desk()
    let whole = try Desk()
    try Files.makeFolder(desk.folder + "/pages")
    _ = try desk.write(SalesPage.page((0..<3).map { SalesPage.row($0) }), to: "pages/1.json")
    _ = try desk.write("[{", to: "pages/2.json")
    let words = [
      "import", desk.folder + "/pages", "--connection", "wb-main", "--fetched-at",
      "2026-03-20T00:00:00Z",
    ]
    try desk.expectRefusal(words + ["--strict"], 65, saying: "2.json")
    let claimed = try desk.run(words + ["--complete"])
    #expect(claimed.code == 65)
    #expect(claimed.errors.contains("2.json"))
    #expect(claimed.errors.contains("--complete is refused, nothing is withdrawn"))
    let broken = try desk.run(words)
    #expect(broken.code == 65)
    #expect(broken.complaints.count == 2)
    #expect(broken.errors.contains("2.json"))
    try desk.expectSound()
    _ = try desk.write(SalesPage.page((3..<5).map { SalesPage.row($0) }), to: "pages/2.json")
    #expect(try desk.run(words).code == 0)
    #expect(try whole.run(words).code == 0)
    #expect(try desk.tables() == whole.tables())
    try desk.expectSound()
  }

  @Test(arguments: [UInt8(ascii: " "), UInt8(ascii: "["), 0xFF, 0x00])
  func `a file of 200 MB is refused like a small one`(_ byte: UInt8) throws {
    let desk = try Desk()
    let path = desk.folder + "/large.json"
    try Data(repeating: byte, count: 200 << 20).write(to: URL(filePath: path))
    try desk.expectRefusal(["import", path, "--connection", "wb-main"], 65)
    try desk.expectSound()
  }

  @Test func `a file beyond the limit is refused before it is read`() throws {
    let desk = try Desk()
    let path = try desk.write("[", to: "endless.json")
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.truncate(atOffset: 5 << 30)
    try file.close()
    try desk.expectRefusal(
      ["import", path, "--connection", "wb-main"], 65, saying: "import it page by page")
  }

  @Test func `one bad row among a thousand is set aside and the others are in the table`() throws {
    let desk = try Desk()
    let rows = (0..<1_000).map {
      SalesPage.row($0, forPay: $0 == 600 ? "\"12,x\"" : "712.35")
    }
    let file = try desk.write(SalesPage.page(rows), to: "page.json")
    try desk.expectRefusalOfRow(
      ["import", file, "--connection", "wb-main", "--strict"], "row 601")
    #expect(try desk.position() == "2")
    let outcome = try desk.run(["import", file, "--connection", "wb-main"])
    #expect(outcome.code == 65)
    #expect(outcome.complaints.count == 1)
    #expect(outcome.errors.contains("row 601"))
    #expect(outcome.errors.contains("forPay"))
    #expect(outcome.text.contains("999 new, 0 revised, 0 withdrawn, 0 unchanged, 1 set aside"))
    let count = try desk.done("sql", "SELECT count(*) AS n FROM p900", "--format", "json")
    #expect(count == "[{\"n\":999}]\n")
    try desk.expectSound()
  }

  @Test func `a doubled key sets its row aside`() throws {
    let desk = try Desk()
    let file = try desk.write(
      SalesPage.page([SalesPage.row(1), SalesPage.row(2, more: ",\"forPay\":1")]), to: "page.json")
    let outcome = try desk.run(["import", file, "--connection", "wb-main"])
    #expect(outcome.code == 65)
    #expect(outcome.complaints.count == 1)
    #expect(outcome.errors.contains("row 2"))
    #expect(outcome.errors.contains("forPay: stands twice"))
    #expect(outcome.text.contains("1 new"))
    try desk.expectSound()
  }

  @Test func `what is no file is refused`() throws {
    let desk = try Desk()
    try Files.makeFolder(desk.folder + "/empty")
    #expect(mkfifo(desk.folder + "/pipe", 0o600) == 0)
    for path in ["empty", "pipe", "absent.json", "/dev/null", "/dev/zero", "/proc/self/mem/x"] {
      try desk.expectRefusal(["import", path, "--connection", "wb-main"], 66)
    }
    try desk.expectRefusal(["match", "import", "absent.csv"], 66)
    try desk.expectSound()
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `a file without permission is refused`() throws {
    let desk = try Desk()
    let file = try desk.write(SalesPage.page(of: 1), to: "page.json")
    #expect(chmod(file, 0) == 0)
    try desk.expectRefusal(["import", file, "--connection", "wb-main"], 77)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `a book that may not be written is refused`() throws {
    let desk = try Desk()
    let file = try desk.write(SalesPage.page(of: 1), to: "page.json")
    #expect(chmod(desk.book, 0o555) == 0)
    defer { chmod(desk.book, 0o755) }
    let outcome = try desk.run(["import", file, "--connection", "wb-main"])
    #expect(outcome.code != 0)
    #expect(outcome.complaints.count == 1)
  }

  @Test func `standard input is a payload like another`() throws {
    let desk = try Desk()
    let file = try desk.write(SalesPage.page(of: 4), to: "page.json")
    let outcome = try desk.run(["import", "-", "--connection", "wb-main"], input: file)
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(outcome.text.contains("4 new"))
    let again = try desk.done("import", file, "--connection", "wb-main")
    #expect(again.contains("already imported"))
  }
}

extension Desk {
  /// Expects that a bad row kept everything out.
  func expectRefusalOfRow(_ words: [String], _ row: String) throws {
    let before = try head()
    let outcome = try run(words)
    #expect(outcome.code == 65)
    #expect(outcome.complaints.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(row), "\(outcome.errors)")
    #expect(try head() == before)
    try expectSound()
  }
}
