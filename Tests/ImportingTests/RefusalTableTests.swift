import Domain
import Importing
import Ledger
import TestKit
import Testing

@Suite(
  "The marketplaces' own examples are imported, or refused for a reason that is written down",
  .enabled(if: OfficialAnswers.isPresent, "the folder shared/payloads is not beside the package"))
struct RefusalTableTests {
  @Test(arguments: [
    ("wildberries/spec_examples/GET_api_v1_supplier_sales__200__ex.json", "wb.sales"),
    (
      "wildberries/spec_examples/POST_api_finance_v1_sales-reports_detailed__200__fromschema.json",
      "wb.finance"
    ),
    (
      "wildberries/spec_examples/"
        + "legacy_GET_api_v5_supplier_reportDetailByPeriod__200__fromschema.json",
      "wb.finance"
    ),
  ])
  func `sales and both shapes of the finance report set no row aside`(
    _ path: String, _ kind: String
  ) throws {
    let bytes = try OfficialAnswers.bytes(path)
    let importers = PayloadReading.importers(of: bytes)
    #expect(importers.map { type(of: $0).kind.name } == [kind])
    let reading = Reading(bytes, by: try #require(importers.first), OfficialAnswers.context(path))
    #expect(reading.error == nil)
    #expect(reading.setAsideCount == 0)
    #expect(reading.drafts.count == reading.rows)
    #expect(!reading.drafts.isEmpty)
    #expect(reading.faults == [])
  }

  @Test(arguments: OfficialAnswers.answers)
  func `an answer is imported by one importer or is in the table of refusals`(
    _ path: String
  ) throws {
    let name = String(path.split(separator: "/").last ?? "")
    let bytes = try OfficialAnswers.bytes(path)
    let importers = PayloadReading.importers(of: bytes)
    try #require(importers.count <= 1)
    guard let importer = importers.first else {
      let isKnown = Refusals.unknown[name] != nil || name.hasSuffix(Refusals.columns)
      #expect(isKnown, "nobody recognizes it, and no reason is written down")
      return
    }
    #expect(Refusals.unknown[name] == nil, "it is recognized: take it out of the table")
    let reading = Reading(bytes, by: importer, OfficialAnswers.context(path))
    #expect(reading.error == nil)
    #expect(reading.faults == [])
    let reasons = reading.setAside.map { "\($0.field) \($0.reason)" }
    #expect(reasons == (Refusals.setAside[name].map { [$0] } ?? []))
    #expect(reading.drafts.isEmpty == (Refusals.setAside[name] != nil))
  }

  @Test func `the tables of refusals name nothing that is not there`() {
    let names = Set(
      OfficialAnswers.answers.map { String($0.split(separator: "/").last ?? "") })
    #expect(Set(Refusals.unknown.keys).subtracting(names) == [])
    #expect(Set(Refusals.setAside.keys).subtracting(names) == [])
    #expect(names.contains { $0.hasSuffix(Refusals.columns) })
  }

  @Test func `an answer that is an error is recognized by none`() throws {
    #expect(OfficialAnswers.errors.count > 100)
    for path in OfficialAnswers.errors {
      let found = PayloadReading.importers(of: try OfficialAnswers.bytes(path))
      #expect(found.map { type(of: $0).kind.name } == [], "\(path)")
    }
  }
}

/// Examples that are not imported, and why.
enum Refusals {
  /// Lists of a report's columns with what they mean: documentation, not a report.
  static let columns = ".columns.csv"

  /// Rows that are set aside: their examples are filled with what a real answer never has.
  static let setAside = [
    "POST_v2_posting_fbo_get__200__ex.json": "fact_delivery_date «string» is not a time",
    "POST_v3_product_info_list__200__fromschema.json": "product_id missing",
    "POST_v1_finance_realization_by-day__200__fromschema.json": "row_number missing",
    "POST_v1_finance_realization_posting__200__fromschema.json": "row_number missing",
    "POST_v2_finance_realization__200__fromschema.json": "row_number missing",
  ]

  private static let quotation = "a quotation asked of the shop is not a sale"
  private static let stock = "stocks are not kept in the ledger"
  private static let advertising = "advertising is in the ledger as the settlement report tells it"
  private static let sums = "sums of rows that are imported one by one"
  private static let logistics = "supplies and storage are charged in the settlement report"
  private static let document = "a document for accounting, not rows of sales"
  private static let job = "tells of a report being made, and holds no report"
  private static let status = "statuses alone, without the orders they belong to"
  private static let legacy = "an answer of the retired partner API that no table needs"

  /// Answers that no importer recognizes.
  static let unknown = [
    "GET_b2bintegration_quotations_v1_quotations__200__fromschema.json": quotation,
    "GET_b2bintegration_quotations_v1_quotations_id___200__fromschema.json": quotation,
    "POST_b2bintegration_quotations_v1_quotations__201__fromschema.json": quotation,
    "POST_v1_analytics_data__200__ex.json": sums,
    "POST_v1_analytics_stocks__200__fromschema.json": stock,
    "POST_v1_finance_cash-flow-statement_list__200__ex.json": sums,
    "POST_v1_finance_document-b2b-sales_json__200__fromschema.json": document,
    "POST_v1_finance_products_buyout__200__ex.json": document,
    "POST_v1_report_info__200__ex.json": job,
    "POST_v1_report_postings_create__200__ex.json": job,
    "POST_v2_analytics_stock_on_warehouses__200__ex.json": stock,
    "POST_v2_returns_rfbs_list__200__ex.json": "applications for returns, before there is one",
    "POST_v3_finance_transaction_totals__200__ex.json": sums,
    "POST_v4_product_info_stocks__200__fromschema.json": stock,
    "POST_v1_finance_balance__200__fromschema.json": sums,
    "POST_v1_finance_compensation__200__fromschema.json": job,
    "GET_adv_v1_promotion_count__200__ex.json": advertising,
    "GET_adv_v1_upd__200__ex.json": advertising,
    "GET_adv_v3_fullstats__200__ex.json": advertising,
    "GET_api_analytics_v1_deductions__200__fromschema.json": sums,
    "GET_api_v1_acceptance_report_tasks_task_id_download__200__fromschema.json": logistics,
    "GET_api_v1_account_balance__200__fromschema.json": sums,
    "GET_api_v1_analytics_goods-return__200__fromschema.json": logistics,
    "GET_api_v1_claims__200__fromschema.json": "claims of buyers, with their words and pictures",
    "GET_api_v1_documents_list__200__fromschema.json": document,
    "GET_api_v1_paid_storage_tasks_task_id_download__200__ex.json": logistics,
    "GET_api_v1_tariffs_box__200__fromschema.json": logistics,
    "GET_api_v1_tariffs_return__200__fromschema.json": logistics,
    "GET_api_v3_supplies__200__fromschema.json": logistics,
    "POST_api_finance_v1_acquiring_detailed__200__fromschema.json": sums,
    "POST_api_finance_v1_acquiring_list__200__fromschema.json": sums,
    "POST_api_v3_orders_status__200__fromschema.json": status,
    "POST_api_v3_stocks_warehouseId___200__fromschema.json": stock,
    "acceptOrder.json": legacy,
    "balance.json": legacy,
    "campaigns.json": legacy,
    "getBuyer.json": "who bought something does not come into the log",
    "offers.json": legacy,
    "prices.json": legacy,
    "statisticDaily.json": legacy,
  ]
}
