import Domain
import Ledger
import Projecting
import TestKit
import Testing

@Suite("Money of several currencies is never added")
struct CurrencyTests {
  private static func book() throws -> (book: TemporaryBook, report: ImportReport) {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    var kyrgyz = FinanceAnswer.daily(702, "2026-03-04")
    for index in kyrgyz.indices { kyrgyz[index].currency = "KGS" }
    let report = try book.takeFinance(
      FinanceAnswer.daily(701, "2026-03-04") + kyrgyz, "both.json", day: "2026-03-05",
      period: "daily")
    return (book, report)
  }

  private static func ask(_ book: TemporaryBook, _ table: String, _ query: Query) throws -> Answer {
    try query.answer(book.ledger.projector(table), table: table, in: book.ledger.tables)
  }

  @Test func `a sum is split by currency, and says so`() throws {
    let (book, _) = try Self.book()
    var query = Query()
    query.sums = ["payout_amount", "quantity"]
    let all = try Self.ask(book, "p903", query)
    #expect(all.columns == ["currency_name", "payout_amount", "quantity", "rows"])
    #expect(
      all.rows == [
        [.text("KGS"), .number("200.5"), .number("2"), .integer(2)],
        [.text("RUB"), .number("200.5"), .number("2"), .integer(2)],
      ])
    #expect(
      all.notes == [
        "the rows are in 2 currencies (KGS, RUB), which are never added: the sums are by "
          + "currency_name"
      ])
    query.groups = ["rr_dt"]
    #expect(try Self.ask(book, "p903", query).columns.prefix(2) == ["rr_dt", "currency_name"])
  }

  @Test func `a sum of one currency, by currency, or of no money is as it was asked for`() throws {
    let (book, _) = try Self.book()
    var query = Query()
    query.sums = ["payout_amount"]
    query.filters = [("currency_name", "KGS")]
    #expect(try Self.ask(book, "p903", query).rows == [[.number("200.5"), .integer(2)]])
    query.filters = [("report_id", "701")]
    let one = try Self.ask(book, "p903", query)
    #expect((one.columns, one.notes) == (["payout_amount", "rows"], []))
    query.filters = []
    query.groups = ["currency_name"]
    let grouped = try Self.ask(book, "p903", query)
    #expect((grouped.rows.count, grouped.notes) == (2, []))
    query.groups = []
    query.sums = ["quantity"]
    #expect(try Self.ask(book, "p903", query).rows == [[.number("4"), .integer(4)]])
  }

  @Test func `control totals, traces and differences are by currency`() throws {
    let (book, report) = try Self.book()
    let totals = report.files[0].totals.filter { $0.name == "payout_amount" }
    #expect(
      totals.map { "\($0.key) \($0.value) \($0.currency ?? "")" } == [
        "701 200.5 RUB", "702 200.5 KGS",
      ])
    let operations = report.files[0].totals.filter { $0.name.hasSuffix("supplier_oper_name") }
    #expect(
      operations.map { "\($0.key) \($0.value) \($0.currency ?? "")" } == [
        "Продажа 200.5 RUB", "Продажа 200.5 KGS",
      ])
    let trace = try SumTrace(
      book.ledger, try book.ledger.projector("p903"), table: "p903", sum: "payout_amount", Query())
    #expect(
      trace.sums.map { "\($0.currency ?? "") \($0.sum) \($0.count)" } == [
        "KGS 200.5 2", "RUB 200.5 2",
      ])
    let differences = try book.ledger.differences(
      from: .position(1), to: .position(9), Projectors.all, rowsMax: 0)
    let money = try #require(differences.first { $0.table == "p903" }).money
    #expect(money.map { $0.currency ?? "" } == ["KGS", "RUB"])
  }

  @Test func `a story says the row's own currency`() throws {
    let (book, _) = try Self.book()
    for (report, currency) in [("701", "RUB"), ("702", "KGS")] {
      let why = try Explanation(
        book.ledger, try book.ledger.projector("p903"), table: "p903", key: ["wb", report, "1"],
        column: "payout_amount")
      #expect(why.steps[0].changes[0].rule.unit == currency)
    }
  }

  @Test func `points go back with a return, and a country has one spelling`() throws {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    var rows = FinanceAnswer.daily(701, "2026-03-04", lines: 3)
    for index in rows.indices { rows[index].cashback = "12.5" }
    rows[1].document = "Возврат"
    rows[1].country = "Киргизия"
    rows[2].country = "kg"
    let report = try book.takeFinance(rows, "points.json", day: "2026-03-05")
    #expect(
      try book.finance("loyalty_amount", "site_country") == [
        "12.5 Россия", "-12.5 Кыргызстан", "12.5 Кыргызстан",
      ])
    #expect(
      report.files[0].totals.first { $0.name == "loyalty_amount" }?.value.description == "12.5")
  }
}
