import Domain
import EventLog
import Ledger
import Platform
import Projecting
import TestKit
import Testing

@Suite("From a row to everything that it came from")
struct TraceTests {
  private static func trace(_ trip: String, _ table: String, _ key: [String]) throws -> Trace {
    let book = try TemporaryBook(after: try Trip(trip))
    return try Trace(book.ledger, book.ledger.projector(table), key: key)
  }

  @Test func `the whole group is there, and what was looked up with its words`() throws {
    let trace = try Self.trace("ozon-finance", "p904", ["32200000111", "1620045102#2"])
    #expect(trace.steps.map(\.event.position) == trace.steps.map(\.event.position).sorted())
    // The operation that the row shows, and the posting that says how many were sold.
    let own = trace.steps.filter { $0.role == .document }.map(\.event.stream)
    #expect(own == ["ozon-main/ozon.transactions/32200000111"])
    let group = trace.steps.filter { $0.role == .group }.map(\.event.stream)
    #expect(group.contains("ozon-main/ozon.postings/60310011-0002-1"))
    let said = trace.steps.compactMap { step -> String? in
      if case .lookedUp(let said) = step.role { said } else { nil }
    }
    #expect(
      said.contains { $0.hasPrefix("price 385 of item 23aa0d35-0755-5ed3-980c-c88fe4b142fa") })
    #expect(said.contains { $0.hasPrefix("card 1620045102, article «СВ-102»") })
    #expect(said.contains { $0.hasPrefix("organization «ООО «Тёплый свет»»") })
    #expect(said.contains { $0.hasPrefix("connection ozon-main to OZON, 1C base ut") })
    #expect(said.contains { $0.hasPrefix("item 23aa0d35-0755-5ed3-980c-c88fe4b142fa") })
  }

  @Test func `each version tells the one before and the import that brought it`() throws {
    let trace = try Self.trace("wb-sales", "p900", ["S21400000639"])
    let own = trace.steps.filter { $0.role == .document }
    #expect(own.map(\.event.version) == [1, 2])
    #expect(own.map { $0.origin?.payloadName } == ["1-sales-page-1.json", "1-sales-page-2.json"])
    #expect(own[0].before == [])
    #expect(own[1].before == own[0].event.values)
    // The row is the first one of its page, on the line after the bracket.
    guard case .bytes(let bytes, let line, let column) = own[0].source else {
      Issue.record("no bytes")
      return
    }
    #expect((line, column) == (2, 1))
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"saleID\":\"S21400000639\""))
  }

  @Test func `a row of a file in an archive or a workbook is named by member and row`() throws {
    let zipped = try Self.trace("ym-netting", "p907", ["8840001362"])
    let step = try #require(zipped.steps.first { $0.origin?.payloadName == "1-netting-march.zip" })
    let member = try #require(step.member)
    #expect(member.name.hasSuffix(".csv"))
    #expect(member.row == 1)
    #expect(member.cells.contains("8840001362"))
    let sheet = try Self.trace(
      "dealer-price-tables", "p906", ["EXCEL", "ut", "8b4939f8-1a1d-4ac2-a1ee-8d9535a6862d"])
    let cells = try #require(
      sheet.steps.first { $0.origin?.payloadName == "1-prices.xlsx" }?.member)
    #expect(cells.row != nil)
    #expect(!cells.cells.isEmpty)
  }

  /// Streams found by their names alone are those that reading everything finds.
  @Test(arguments: ["wb-sales", "ozon-finance", "ym-orders", "wb-tariffs-prices"])
  func `a trace finds what an explanation finds`(_ name: String) throws {
    let book = try TemporaryBook(after: try Trip(name))
    for alias in ["p900", "p904", "p908"] {
      let projector = try book.ledger.projector(alias)
      let table = type(of: projector).tables[0]
      var query = Query()
      query.columns = table.key
      for row in try query.answer(projector, table: alias, in: book.ledger.tables).rows.prefix(4) {
        let key = row.compactMap { cell -> String? in
          switch cell {
          case .text(let text): text
          case .number(let digits): digits
          case .null: nil
          }
        }
        let traced = try Set(
          Trace(book.ledger, projector, key: key).steps.map(\.event.position))
        let explanation = try Explanation(book.ledger, projector, table: alias, key: key)
        let inputs = explanation.steps.last?.changes.flatMap(\.inputs).map(\.position) ?? []
        #expect(Set(inputs).subtracting(traced) == [], "\(alias) \(key)")
      }
    }
  }

  @Test func `a sum is that of its rows, each with its events`() throws {
    let book = try TwoPages.book()
    var query = Query()
    query.filters = [(column: "date", value: "2026-03-01")]
    let trace = try SumTrace(
      book.ledger, book.ledger.projector("p904"), table: "p904", sum: "total", query)
    #expect((trace.sums[0].sum.description, trace.count) == ("790.25", 1))
    #expect(trace.rows.map(\.positions) == [[2, 4]])
    query.filters = []
    query.limit = 1
    let all = try SumTrace(
      book.ledger, book.ledger.projector("p904"), table: "p904", sum: "total", query)
    // 790.25 + 700.5 + 10.
    #expect((all.sums[0].sum.description, all.count, all.rows.count) == ("1500.75", 3, 1))
  }

  @Test func `an import tells its events and the rows of its documents`() throws {
    let book = try TwoPages.book()
    let contents = try ImportContents(book.ledger, import: 2, limit: 1)
    #expect(contents.types.map { "\($0.count) \($0.type)" } == ["2 wb.sales.row@1"])
    #expect(contents.events.map(\.position) == [4])
    let rows = contents.rows.filter { $0.count > 0 }
    #expect(rows.map { "\($0.table) \($0.count)" } == ["p900 2", "p904 2"])
    #expect(rows.first?.keys.first?.contains(.text("S1")) == true)
    #expect(contents.lookedUpBy == [])
    #expect(contents.dependents == nil)
  }
}

@Suite("Lines of large payloads")
struct LineNotesTests {
  /// Three pieces of a mebibyte, with lines of a thousand bytes.
  @Test func `a row far down has its line and column, with notes and without`() throws {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    let filler = String(repeating: " ", count: 700)
    let rows = (1...2_500).map { number in
      SalesAnswer.row(
        "S\(number)", day: "2026-03-01", forPay: "800", changed: "2026-03-01T11:00:00"
      ).replacing("\n", with: "") + filler
    }
    try book.takeSales(rows, "large.json", day: "2026-03-03")
    func places() throws -> [String] {
      try ["S1", "S1200", "S2499"].map { id in
        let trace = try Trace(book.ledger, book.ledger.projector("p900"), key: [id])
        let own = try #require(trace.steps.first { $0.role == .document })
        guard case .bytes(let bytes, let line, let column) = own.source else { return "none" }
        #expect(String(decoding: bytes, as: UTF8.self).contains("\"saleID\":\"\(id)\""))
        return "\(line):\(column)"
      }
    }
    #expect(try places() == ["2:1", "1201:1", "2500:1"])
    let notes = try Files.names(in: book.path + "/read").filter { $0.hasSuffix(".lines") }
    #expect(notes.count == 1)
    for name in notes {
      // Notes that cannot be right are passed over.
      try Files.replace("\(book.path)/read/\(name)", with: Array("svod lines 1\n0 0\n7 9\n".utf8))
      #expect(try places() == ["2:1", "1201:1", "2500:1"])
      try Files.remove("\(book.path)/read/\(name)")
    }
    #expect(try places() == ["2:1", "1201:1", "2500:1"])
  }
}

@Suite("Why a row is as it is after an import was revoked")
struct RevokedStoryTests {
  @Test func `what a revoked import had changed is told, and that it was taken back`() throws {
    let book = try TwoPages.book()
    let projector = try book.ledger.projector("p900")
    _ = try book.ledger.revoke(
      Revocation([2], reason: "a trial", author: "test"), isDryRun: false)
    let explanation = try Explanation(
      book.ledger, projector, table: "p900", key: ["S1"], column: "payable_amount")
    let told = explanation.steps.flatMap { step in
      step.changes.map { "\($0.before) \($0.after)" }
    }
    #expect(
      told == [
        "null number(\"800\")", "number(\"800\") number(\"790.25\")",
        "number(\"790.25\") number(\"800\")",
      ])
    #expect(explanation.steps.prefix(2).map(\.event.position) == [2, 4])
    // The revocation tells the state of before once more, after all that was there.
    #expect(explanation.steps.last?.event.position ?? 0 > 5)
    // The trace shows what stands.
    let trace = try Trace(book.ledger, projector, key: ["S1"])
    #expect(!trace.steps.map(\.event.position).contains(4))
  }
}
