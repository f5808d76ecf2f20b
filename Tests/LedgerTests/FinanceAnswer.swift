import Domain
import Ledger
import TestKit

/// Answers of `wb.finance` made up row by row, in the finance API's shape.
enum FinanceAnswer {
  struct Row {
    var report: Int64
    var line: Int64
    var day: String
    var dates: (from: String, to: String)
    var type: Int? = 1
    var currency = "RUB"
    var document = "Продажа"
    var country = "RU"
    var forPay = "100.25"
    var cashback = "0"

    var json: String {
      """
      {"reportId":\(report),"dateFrom":"\(dates.from)","dateTo":"\(dates.to)","createDate":"\(dates.to)",
      "currency":"\(currency)",\(type.map { "\"reportType\":\($0)," } ?? "")"rrdId":\(line),"nmId":71001,
      "vendorCode":"lamp-7","sku":"2000000000710","docTypeName":"\(document)","quantity":1,
      "sellerOperName":"\(document)","orderDt":"\(day)T09:00:00Z","saleDt":"\(day)T10:00:00Z",
      "rrDate":"\(day)","forPay":"\(forPay)","deliveryService":"0","penalty":"0",
      "additionalPayment":"0","paidStorage":"0","deduction":"0","paidAcceptance":"0",
      "cashbackDiscount":"\(cashback)","cashbackAmount":"0","cashbackCommissionChange":"0",
      "country":"\(country)","srid":"s.\(report).\(line)"}
      """
    }
  }

  /// The report of one day.
  static func daily(_ report: Int64, _ day: String, type: Int? = 1, lines: Int64 = 2) -> [Row] {
    (1...lines).map { Row(report: report, line: $0, day: day, dates: (day, day), type: type) }
  }

  /// The report of the week from Monday, 2 March 2026, on: two lines on each of its days.
  static func weekly(_ report: Int64, type: Int? = 1) -> [Row] {
    (0..<7).flatMap { (place: Int64) in
      (1...2).map { (line: Int64) in
        Row(
          report: report, line: 100 * place + line, day: "2026-03-0\(place + 2)",
          dates: ("2026-03-02", "2026-03-08"), type: type)
      }
    }
  }
}

extension TemporaryBook {
  /// Takes made-up lines of settlement reports in, fetched at noon of a March day.
  @discardableResult
  func takeFinance(
    _ rows: [FinanceAnswer.Row], _ name: String, day: String, period: String? = nil,
    isComplete: Bool = false, updates: Bool = true
  ) throws -> ImportReport {
    let text = "[\n" + rows.map(\.json).joined(separator: ",\n") + "\n]\n"
    var request = ImportRequest(paths: [try write(text, to: name)], connection: "wb")
    request.kind = "wb.finance"
    request.fetchedAt = Array("\(day)T12:00:00Z".utf8).borrowed { Instant(iso: $0, in: .utc) }
    request.reportPeriod = period
    request.isComplete = isComplete
    return try ledger.take(request, updates: updates)
  }

  /// The values of some columns of p903, in order of key, as words.
  func finance(_ columns: String...) throws -> [String] {
    var query = Query()
    query.columns = columns
    let projector = try ledger.projector("p903")
    return try query.answer(projector, table: "p903", in: ledger.tables).rows.map { row in
      row.map { cell in
        switch cell {
        case .null: "-"
        case .number(let text), .text(let text): text
        }
      }.joined(separator: " ")
    }
  }
}
