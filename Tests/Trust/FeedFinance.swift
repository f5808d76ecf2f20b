import TestKit

/// Wildberries' settlement reports: lines named by report and number, clocked by the answer, in two
/// shapes; a report may be given out again without some of its lines.
struct FeedFinance: FeedSource {
  let kind = "wb.finance"
  let marketplace = "WB"
  let isEverComplete = true
  let tables = [
    "p903": ["report_id", "rrd_id", "direction", "payout_amount", "quantity", "brand_name"]
  ]

  func page(_ rows: [FeedRow], isOld: Bool) -> String {
    "[" + rows.map { isOld ? old($0) : current($0) }.joined(separator: ",\n") + "]"
  }

  private func current(_ row: FeedRow) -> String {
    """
    {"reportId":\(report(row)),"dateFrom":"2026-03-02","dateTo":"2026-03-08",
    "createDate":"2026-03-09","currency":"RUB","reportType":1,"rrdId":\(line(row)),
    "subjectName":"Lamps","nmId":11001,"brandName":"\(brand(row))","vendorCode":"lamp-1",
    "techSize":"0","sku":"2000000000017","docTypeName":"\(direction(row))","quantity":1,
    "retailPrice":"2472","retailAmount":"2027.04","sellerOperName":"\(direction(row))",
    "orderDt":"2026-03-01T13:19:46Z","saleDt":"2026-03-03T14:16:15Z","rrDate":"2026-03-03",
    "deliveryService":"\(FeedRow.money(delivery(row)))",
    "forPay":"\(FeedRow.money(row.state.kopecks))","penalty":"0","additionalPayment":"0",
    "paidStorage":"0","deduction":"","paidAcceptance":"0","srid":"unit-\(row.document.twin)"}
    """
  }

  private func old(_ row: FeedRow) -> String {
    """
    {"realizationreport_id":\(report(row)),"date_from":"2026-03-02","date_to":"2026-03-08",
    "create_dt":"2026-03-09","currency_name":"руб","rrd_id":\(line(row)),"subject_name":"Lamps",
    "nm_id":11001,"brand_name":"\(brand(row))","sa_name":"lamp-1","ts_name":"0",
    "barcode":"2000000000017","doc_type_name":"\(direction(row))","quantity":1,
    "retail_price":2472,"retail_amount":2027.04,"supplier_oper_name":"\(direction(row))",
    "order_dt":"2026-03-01T13:19:46Z","sale_dt":"2026-03-03T14:16:15Z","rr_dt":"2026-03-03",
    "delivery_rub":\(FeedRow.money(delivery(row))),
    "ppvz_for_pay":\(FeedRow.money(row.state.kopecks)),"penalty":0,"additional_payment":0,
    "storage_fee":0,"deduction":0,"acceptance":0,"srid":"unit-\(row.document.twin)"}
    """
  }

  private func report(_ row: FeedRow) -> Int { 612_000_000 + row.document.scope }
  private func line(_ row: FeedRow) -> Int { 4_102_000_000_000 + row.document.number }
  private func brand(_ row: FeedRow) -> String { "Test \(row.state.remark)" }
  private func direction(_ row: FeedRow) -> String {
    row.document.isReturn ? "Возврат" : "Продажа"
  }

  /// Logistics, taken from sales and returns alike; the same for twins.
  private func delivery(_ row: FeedRow) -> Int64 { Int64(row.document.twin % 3) * 1_051 }

  func cells(of row: FeedRow, in table: String) -> [ExactJSON] {
    [
      .digits("\(report(row))"), .digits("\(line(row))"), row.document.isReturn ? -1 : 1,
      .digits(FeedRow.money(row.signedKopecks - delivery(row))), 1, .text(brand(row)),
    ]
  }
}
