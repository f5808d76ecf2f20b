import Domain
import Foundation
import Importing
import Ledger
import TestKit
import Testing

/// The examples of the marketplaces' own specifications, where they are beside the package.
enum OfficialExamples {
  static let folder = PackageFolder.url.deletingLastPathComponent().appending(
    path: "shared/payloads")

  static let areHere = FileManager.default.fileExists(atPath: folder.path)

  /// Files below the examples of all sources, by their path from there.
  static let all: [String] = {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { !$0.hasDirectoryPath }
      .map { String($0.path.dropFirst(folder.path.count + 1)) }
      .filter { $0.contains("/spec_examples/") }.sorted()
  }()

  static func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: file)))
  }
}

@Suite(
  "The official examples", .enabled(if: OfficialExamples.areHere, "no examples beside the package"))
struct OfficialExampleTests {
  /// Endpoints that Svod imports, by the beginning of the example's name.
  private static let kinds: [(start: String, kind: String)] = [
    ("wildberries/spec_examples/GET_api_v1_supplier_sales", "wb.sales"),
    ("wildberries/spec_examples/GET_api_v1_supplier_orders", "wb.orders"),
    ("wildberries/spec_examples/POST_api_finance_v1_sales-reports_detailed", "wb.finance"),
    ("wildberries/spec_examples/legacy_GET_api_v5_supplier_reportDetailByPeriod", "wb.finance"),
    ("wildberries/spec_examples/POST_api_finance_v1_sales-reports_list", "wb.finance-statements"),
    ("wildberries/spec_examples/POST_content_v2_get_cards", "wb.cards"),
    ("wildberries/spec_examples/GET_api_v1_tariffs_commission", "wb.commissions"),
    ("wildberries/spec_examples/GET_api_v2_list_goods", "wb.prices"),
    ("wildberries/spec_examples/GET_api_v1_calendar_promotions", "wb.promotions"),
    ("wildberries/spec_examples/GET_api_v3_orders", "wb.fbs-orders"),
    ("ozon/spec_examples/POST_v2_posting_fb", "ozon.postings"),
    ("ozon/spec_examples/POST_v3_posting_fb", "ozon.postings"),
    ("ozon/spec_examples/POST_v1_returns_list", "ozon.returns"),
    ("ozon/spec_examples/POST_v3_finance_transaction_list", "ozon.transactions"),
    ("ozon/spec_examples/POST_v3_product", "ozon.products"),
    ("ozon/spec_examples/POST_v5_product_info_prices", "ozon.products"),
    ("ozon/spec_examples/skeletons/POST_v1_finance_realization", "ozon.realization"),
    ("ozon/spec_examples/skeletons/POST_v2_finance_realization", "ozon.realization"),
    ("yandex_market/spec_examples/php-partner-legacy/getOrder", "ym.orders"),
    ("yandex_market/spec_examples/php-partner-legacy/orderStatus", "ym.orders"),
    ("yandex_market/spec_examples/php-partner-legacy/updateOrderStatus", "ym.orders"),
    ("lemanapro/spec_examples/GET_b2bintegration-products", "lemana.products"),
    ("lemanapro/spec_examples/GET_b2bintegration_sale-prices", "lemana.prices"),
    ("lemanapro/spec_examples/POST_b2bintegration_sale-prices", "lemana.prices"),
  ]

  /// Examples whose row is no row, and what they are refused for.
  private static let refused: [String: (field: String, why: String)] = [
    "POST_v2_posting_fbo_get__200__ex.json": (
      "fact_delivery_date", "the word «string» stands where a time should be"
    ),
    "POST_v3_product_info_list__200__fromschema.json": (
      "product_id", "every number of the skeleton is 0, and 0 is no product"
    ),
    "POST_v1_finance_realization_by-day__200__fromschema.json": (
      "row_number", "the skeleton has no number for its row"
    ),
    "POST_v1_finance_realization_posting__200__fromschema.json": (
      "row_number", "the skeleton has no number for its row"
    ),
    "POST_v2_finance_realization__200__fromschema.json": (
      "row_number", "the skeleton has no number for its row"
    ),
  ]

  private static func kind(of file: String) -> String? {
    kinds.first { file.hasPrefix($0.start) }?.kind
  }

  @Test(arguments: OfficialExamples.all.filter { !$0.contains("/errors/") })
  func `an example of an endpoint that is imported is taken, others belong to nobody`(
    _ file: String
  ) throws {
    let bytes = try OfficialExamples.bytes(file)
    let found = PayloadReading.importers(of: bytes).map { type(of: $0).kind.name }
    guard let kind = Self.kind(of: file) else {
      #expect(found == [])
      return
    }
    #expect(found == [kind])
    let importer = try #require(PayloadReading.importer(named: kind))
    var context = ImportContext(
      connection: "test", marketplace: "", zone: .moscow,
      fetchedAt: Instant(rawValue: 1_780_000_000_000_000))
    context.reportDate = "2026-03-01"
    var drafts = 0
    let intake = Intake { _ in drafts += 1 }
    try bytes.borrowed { (all) throws in
      try importer.readAnswer(Payload(name: "example", bytes: all), context, into: intake)
    }
    if let reason = Self.refused[file.split(separator: "/").last.map(String.init) ?? ""] {
      #expect(intake.setAside.map(\.field) == [reason.field], "\(reason.why)")
    } else {
      #expect(intake.setAside == [])
      #expect(drafts > 0)
    }
  }

  @Test(arguments: OfficialExamples.all.filter { $0.contains("/errors/") })
  func `an error answer belongs to nobody`(_ file: String) throws {
    let bytes = try OfficialExamples.bytes(file)
    #expect(PayloadReading.importers(of: bytes).map { type(of: $0).kind.name } == [])
  }

  @Test func `every kind that has official examples is tried`() {
    for (start, _) in Self.kinds {
      #expect(OfficialExamples.all.contains { $0.hasPrefix(start) }, "\(start)")
    }
    for name in Self.refused.keys {
      #expect(OfficialExamples.all.contains { $0.hasSuffix("/" + name) }, "\(name)")
    }
  }

  @Test(arguments: [
    ("generateUnitedNettingReport.transaction_date", "ym.netting"),
    ("generateGoodsRealizationReport.delivered", "ym.realization"),
    ("generateGoodsRealizationReport.lost_items", "ym.realization"),
    ("generateGoodsRealizationReport.returned", "ym.realization"),
    ("generateGoodsRealizationReport.transferred_to_delivery", "ym.realization"),
    ("generateGoodsRealizationReport.unredeemed", "ym.realization"),
  ])
  func `a report with the official columns is known, each column of it`(
    _ report: String, _ kind: String
  ) throws {
    let folder = "yandex_market/spec_examples/report_columns"
    let list = String(
      decoding: try OfficialExamples.bytes("\(folder)/\(report).columns.csv"), as: UTF8.self)
    let columns = list.split(whereSeparator: \.isNewline).dropFirst().map { line in
      String(line.split(separator: ",", omittingEmptySubsequences: false)[0])
    }
    let cells = columns.map { $0.contains("DATE") ? "2026-03-01" : "1" }
    let text = columns.joined(separator: ";") + "\n" + cells.joined(separator: ";") + "\n"
    let bytes = Array(text.utf8)
    #expect(PayloadReading.importers(of: bytes).map { type(of: $0).kind.name } == [kind])
    let importer = try #require(PayloadReading.importer(named: kind))
    var context = ImportContext(
      connection: "test", marketplace: "YM", zone: .moscow, fetchedAt: Instant(rawValue: 0))
    context.reportDate = "2026-03"
    let intake = Intake { _ in }
    try bytes.borrowed { (all) throws in
      try importer.readAnswer(Payload(name: "\(report).csv", bytes: all), context, into: intake)
    }
    #expect(intake.remarks.map(\.text).filter { $0.contains("unknown") } == [])
    #expect(intake.rows == 1)
  }
}
