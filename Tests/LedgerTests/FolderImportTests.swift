import Domain
import Ledger
import Platform
import TestKit
import Testing

/// Folders as desks leave them, files that are older than the book, and what sources send otherwise.
@Suite("A folder is imported as far as it can be read")
struct FolderImportTests {
  private static func sale(_ id: Int, more: String = "") -> String {
    #"[{"date":"2026-03-10T10:00:00","lastChangeDate":"2026-03-11T01:00:00","supplierArticle":"А-1","nmId":1001,"barcode":"4600000000017","totalPrice":1000,"discountPercent":10,"spp":5,"forPay":700,"finishedPrice":800,"priceWithDisc":900,"saleID":"S\#(id)","srid":"sr\#(id)"\#(more)}]"#
  }

  /// A book with a folder of these files.
  private func book(_ files: [(name: String, text: String)]) throws -> TemporaryBook {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    try Files.makeFolder(book.folder + "/in")
    for file in files { _ = try book.write(file.text, to: "in/" + file.name) }
    return book
  }

  private func take(
    _ book: TemporaryBook, _ change: (inout ImportRequest) -> Void = { _ in }
  ) throws -> ImportReport {
    var request = ImportRequest(paths: [book.folder + "/in"], connection: "wb")
    change(&request)
    return try book.ledger.take(request)
  }

  @Test(arguments: ["Thumbs.db", "desktop.ini", ".DS_Store", "~$цены.xlsx", "._a.json"])
  func `what desktops leave is passed over without a word`(_ name: String) throws {
    let book = try book([("a.json", Self.sale(1)), (name, "\0\0")])
    let report = try take(book)
    #expect(report.files.map(\.name) == ["a.json"])
    #expect(report.unread.isEmpty)
  }

  @Test(arguments: ["{\"unknown\":1}", "[{\"saleID\":", "", "\u{0}\u{1}\u{2}"])
  func `a file that is not read is named, and the others are imported`(_ text: String) throws {
    let book = try book([("a.json", Self.sale(1)), ("b.json", text), ("c.json", Self.sale(2))])
    let report = try take(book)
    #expect(report.files.map(\.name) == ["a.json", "c.json"])
    #expect(report.unread.count == 1)
    #expect(report.unread.first?.reason.contains("b.json") == true)
    #expect(report.tables.contains { $0.alias == "p900" && $0.added == 2 } == true)
  }

  @Test func `with --strict nothing of the folder is imported`() throws {
    let book = try book([("a.json", Self.sale(1)), ("b.json", "{\"unknown\":1}")])
    #expect(throws: LedgerError.self) { try take(book) { $0.isStrict = true } }
    #expect(try Status(book.ledger).position == 1)
  }

  @Test func `one file alone fails as before`() throws {
    let book = try book([("b.json", "{\"unknown\":1}")])
    #expect(throws: LedgerError.self) { try take(book) }
  }

  @Test func `an answer that lacks a file is not complete`() throws {
    func cards(_ ids: [Int]) -> String {
      let rows = ids.map { #"{"nmID":\#($0),"vendorCode":"А-\#($0)","sizes":[]}"# }
      return #"{"cards":[\#(rows.joined(separator: ","))],"cursor":{"total":\#(ids.count)}}"#
    }
    let book = try book([("a.json", cards([1, 2, 3]))])
    _ = try take(book) { $0.isComplete = true }
    _ = try book.write(cards([1, 2]), to: "in/a.json")
    _ = try book.write("{\"unknown\":1}", to: "in/b.json")
    let report = try take(book) { $0.isComplete = true }
    #expect(report.isClaimRefused)
    #expect(report.files.map(\.withdrawn) == [0])
    try Files.remove(book.folder + "/in/b.json")
    _ = try book.write(cards([1]), to: "in/a.json")
    #expect(try take(book) { $0.isComplete = true }.files.map(\.withdrawn) == [2])
  }

  private func told(_ more: [String]) throws -> [[String]] {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    return try more.enumerated().map { index, more in
      let path = try book.write(Self.sale(index, more: more), to: "\(index).json")
      return try book.ledger.take(ImportRequest(paths: [path], connection: "wb")).files[0].told
    }
  }

  @Test func `a title in brackets is a title of its own`() throws {
    let told = try told([",\"Цена (с НДС)\":1", ",\"Цена (с НДС)\":1", ",\"Цена (без НДС)\":1"])
    #expect(told[1] == [])
    #expect(told[2] == ["no importer reads the member Цена (без НДС)"])
  }

  @Test(arguments: [
    ([UInt8](arrayLiteral: 0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3), ".xlsx"),
    (Array("%PDF-1.7".utf8), "PDF"), (Array("Rar!\u{1A}".utf8), "RAR"),
    (Array("Выручка\n12\n".utf8), "neither JSON"),
  ])
  func `files that nobody reads are named with the way out`(_ bytes: [UInt8], _ word: String) throws
  {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    var request = ImportRequest(paths: [try book.write(bytes, to: "a")], connection: "wb")
    request.kind = "wb.sales"
    let error = #expect(throws: LedgerError.self) { try book.ledger.take(request) }
    #expect(error?.message.contains(word) == true)
  }

  @Test func `members that no importer reads are one line, told once a connection`() throws {
    let seven = (0..<7).map { ",\"new\($0)\":\($0)" }.joined()
    let told = try told([seven, seven, seven + ",\"newest\":1"])
    #expect(
      told == [
        [
          "no importer reads 7 members: new0, new1, new2, new3, new4 …; svod status --drift lists all"
        ], [], ["no importer reads the member newest"],
      ])
  }

  @Test func `values that the source's pages name are not new`() throws {
    let told = try told([
      ",\"warehouseType\":\"Склад WB\"", ",\"warehouseType\":\"Склад продавца\"",
      ",\"warehouseType\":\"Склад на Луне\"",
    ])
    #expect(told == [[], [], ["warehouseType has a value never seen before: «Склад на Луне»"]])
  }

  @Test func `a file without a clock that names no later day is told before it takes a place`()
    throws
  {
    func posting(_ status: String, _ day: String) -> String {
      #"{"result":{"postings":[{"posting_number":"R-1","order_id":1,"order_number":"R","status":"\#(status)","in_process_at":"2026-03-01T10:00:00Z","delivering_date":"\#(day)T10:00:00Z","products":[{"price":"50","offer_id":"A","name":"т","sku":5,"quantity":1,"currency_code":"RUB"}]}],"has_next":false}}"#
    }
    let book = try TemporaryBook()
    try book.connect("oz", "OZON")
    func words(_ text: String, fetchedAt: Instant? = nil) throws -> String? {
      let path = try book.write(text, to: "page-\(text.utf8.count)-\(fetchedAt == nil).json")
      var request = ImportRequest(paths: [path], connection: "oz")
      request.fetchedAt = fetchedAt
      let report = try book.ledger.take(request).files[0]
      return report.older?.words(report, Instant(rawValue: 1_772_000_000_123_456), isDryRun: false)
    }
    #expect(try words(posting("delivering", "2026-03-02")) == nil)
    #expect(try words(posting("delivered", "2026-03-03")) == nil)
    let told = try #require(try words(posting("delivering", "2026-03-03")))
    #expect(told.contains("--fetched-at"))
    #expect(told.contains("2026-02-25T06:13:20Z"))
  }
}
