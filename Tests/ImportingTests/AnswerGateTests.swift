import Domain
import Importing
import Ledger
import TestKit
import Testing

@Suite("An error is never an empty answer")
struct AnswerGateTests {
  static let kinds = Importers.all.map { type(of: $0).kind.name }.sorted()

  /// What sources send instead of an answer, and a word of it that must be told.
  static let errors: [(body: String, word: String)] = [
    (#"{"title":"unauthorized","detail":"token expired","status":401}"#, "token expired"),
    (#"{"odata.error":{"code":"9","message":{"lang":"ru","value":"Недостаточно прав"}}}"#, "прав"),
    (#"{"error":{"code":"9","message":{"lang":"ru","value":"Объект не найден"}}}"#, "не найден"),
    (#"{"errors":[{"code":"NOT_FOUND","message":"no such campaign"}]}"#, "no such campaign"),
    (#"{"errors":"dateFrom is wrong"}"#, "dateFrom is wrong"),
    (#"{"errors":["one","two"]}"#, "one"),
    (#"{"errors":{"dateFrom":["is wrong"]}}"#, "is wrong"),
    (#"{"status":"ERROR","errors":[{"code":"LIMIT","message":"hit rate limit"}]}"#, "hit rate"),
    (#"{"code":7,"message":"Circle is open","details":[]}"#, "Circle is open"),
    (#"{"statusCode":401,"error":"Unauthorized","message":"no token"}"#, "no token"),
    (#"{"messages":"API rate limit exceeded"}"#, "rate limit"),
    (#"{"errorText":"Токен отозван"}"#, "отозван"),
    (#"{"data":null,"error":true,"errorText":"Нет доступа","additionalErrors":null}"#, "доступа"),
    (#"{"error":"expired_token","error_description":"The token has expired"}"#, "has expired"),
    (#""Unauthorized""#, "Unauthorized"),
    (
      #"<?xml version="1.0"?><m:error xmlns:m="http://e/m"><m:code>9</m:code>"#
        + "<m:message xml:lang=\"ru\">Нет лицензии</m:message></m:error>", "лицензии"
    ),
    ("<html><head><title>502 Bad Gateway</title></head><body></body></html>", "502"),
  ]

  @Test(arguments: kinds)
  func `an error body is refused by every kind, in its own words`(_ kind: String) throws {
    let importer = try #require(PayloadReading.importer(named: kind))
    for (body, word) in Self.errors {
      let reading = Reading(Array(body.utf8), by: importer, Self.context(kind))
      let error = try #require(reading.error, "\(kind) took \(body)")
      #expect(reading.drafts.isEmpty && reading.rows == 0)
      // Text that is neither JSON nor XML is a table of one cell to those that read tables.
      if body.hasPrefix("\"") && Self.isTable(kind) { continue }
      #expect(error.reason.contains(word), "\(kind): \(error.reason)")
    }
  }

  @Test(arguments: kinds)
  func `what is neither an answer nor an error of a known shape is refused`(_ kind: String) throws {
    let importer = try #require(PayloadReading.importer(named: kind))
    for body in [
      "{}", "{\"hello\":\"world\"}", "{\"data\":[]}", "{\"rows\":{}}", "{\"data\":{}}", "true",
      "17",
      "{\"ok\":true,\"payload\":[]}", "[[]", "<a/>",
    ] {
      let reading = Reading(Array(body.utf8), by: importer, Self.context(kind))
      #expect(reading.error != nil || reading.setAsideCount > 0, "\(kind) took \(body)")
      #expect(reading.drafts.isEmpty)
    }
  }

  @Test func `what is refused for another reason is not called an error`() throws {
    let prices =
      #"{"odata.metadata":"x#InformationRegister_ЦеныНоменклатуры","value":["#
      + ["1", "2"].map {
        #"{"Номенклатура_Key":"k","Цена":1,"Period":"2026-03-01T00:00:00","message":"m","#
          + #""ВидЦены_Key":"\#($0)"}"#
      }.joined(separator: ",") + "]}"
    for (kind, body, word) in [
      ("1c.prices", prices, "--price-type"),
      ("wb.cards", #"{"nmID":1,"title":"Mug","description":"White"}"#, "none of the lists"),
      ("1c.prices", "<feed><title>Prices</title><entry>", "too early"),
    ] {
      let importer = try #require(PayloadReading.importer(named: kind))
      let reading = Reading(Array(body.utf8), by: importer, Self.context(kind))
      let reason = try #require(reading.error?.reason)
      #expect(!reason.contains("an error"), "\(reason)")
      if kind != "1c.prices" || body.hasPrefix("{") { #expect(reason.contains(word), "\(reason)") }
    }
  }

  @Test(arguments: kinds)
  func `nothing at all is an answer only of sources that send it`(_ kind: String) throws {
    let importer = try #require(PayloadReading.importer(named: kind))
    for body in ["", " \n", "null"] {
      let reading = Reading(Array(body.utf8), by: importer, Self.context(kind))
      #expect((reading.error == nil) == type(of: importer).sendsNothing, "\(kind): «\(body)»")
      #expect(reading.rows == 0)
    }
  }

  /// Envelopes without rows, each its kind's own.
  static let empties: [(kind: String, body: String)] = [
    ("wb.sales", "[]"), ("wb.orders", "[]"), ("wb.finance", "[]"), ("wb.finance-statements", "[]"),
    ("wb.cards", #"{"cards":[],"cursor":{"total":0}}"#),
    ("wb.prices", #"{"data":{"listGoods":[]},"error":false,"errorText":""}"#),
    ("wb.commissions", #"{"report":[]}"#), ("wb.promotions", #"{"data":{"promotions":[]}}"#),
    ("wb.fbs-orders", #"{"next":0,"orders":[]}"#),
    ("ozon.accruals", #"{"accruals":[],"last_id":""}"#),
    ("ozon.postings", #"{"result":{"postings":[],"has_next":false}}"#),
    ("ozon.products", #"{"result":{"items":[],"total":0,"last_id":""}}"#),
    ("ozon.returns", #"{"returns":[],"has_next":false}"#),
    ("ozon.transactions", #"{"result":{"operations":[],"page_count":0,"row_count":0}}"#),
    ("ozon.realization", #"{"rows":[]}"#),
    ("ym.offers", #"{"status":"OK","result":{"paging":{},"offerMappings":[]}}"#),
    ("ym.orders", #"{"orders":[],"paging":{}}"#),
    ("ym.returns", #"{"status":"OK","result":{"returns":[],"paging":{}}}"#),
    ("lemana.parcels", "[]"), ("lemana.products", #"{"products":[],"paging":{"totalCount":0}}"#),
    ("lemana.prices", #"{"productsPrice":[],"paging":{"totalCount":0}}"#),
    ("1c.dealer-prices", #"{"count":0,"initial":[],"history":[]}"#),
    ("1c.nomenclature", #"{"odata.metadata":"x#Catalog_Номенклатура","value":[]}"#),
    ("1c.organizations", #"{"value":[]}"#), ("1c.counterparties", #"{"d":{"results":[]}}"#),
    ("1c.barcodes", "[]"), ("1c.prices", #"{"value":[]}"#),
    ("1c.purchases", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>x</id></feed>"),
  ]

  @Test func `an answer without rows is one`() throws {
    for (kind, body) in Self.empties {
      let importer = try #require(PayloadReading.importer(named: kind))
      let reading = Reading(Array(body.utf8), by: importer, Self.context(kind))
      #expect(reading.error == nil && reading.rows == 0, "\(kind): \(body)")
    }
    let tables = Self.kinds.filter(Self.isTable)
    #expect(Set(Self.empties.map(\.kind) + tables) == Set(Self.kinds))
  }

  @Test(arguments: kinds)
  func `an error beside the list is an error`(_ kind: String) throws {
    let importer = try #require(PayloadReading.importer(named: kind))
    let body = try #require(Self.empties.first { $0.kind == kind }?.body ?? "{}")
    guard body.hasPrefix("{"), body != "{}" else { return }
    for error in [
      #""errors":[{"code":1,"message":"no access"}]"#, #""error":"no access""#,
      #""code":7,"message":"no access""#, #""odata.error":{"message":{"value":"no access"}}"#,
    ] where !(body.contains("\"error\"") && error.contains("\"error\"")) {
      let text = "{" + error + "," + body.dropFirst()
      let reading = Reading(Array(text.utf8), by: importer, Self.context(kind))
      #expect(reading.error?.reason.contains("no access") == true, "\(kind): \(text)")
    }
  }

  private static let bare = ["wb.sales", "wb.orders", "wb.finance", "wb.finance-statements"]

  @Test(arguments: kinds)
  func `rows in an envelope of a script are read as they are, or refused`(_ kind: String) throws {
    let payload = try #require(Self.json(kind), sourceLocation: #_sourceLocation)
    guard let (fixture, bytes) = payload else { return }
    let importer = try #require(PayloadReading.importer(named: kind))
    let plain = Reading(bytes, by: importer, fixture.context)
    #expect(plain.error == nil && !plain.drafts.isEmpty)
    func read(_ start: String, _ end: String) -> Reading {
      Reading(Array(start.utf8) + bytes + Array(end.utf8), by: importer, fixture.context)
    }
    let pages = read("[", "]")
    #expect(pages.error == nil, "\(kind): \(pages.error?.reason ?? "")")
    #expect(pages.drafts.map(\.naturalID) == plain.drafts.map(\.naturalID))
    #expect(pages.drafts.map(\.body) == plain.drafts.map(\.body))
    // `{result: {orders}}` is the envelope of another answer of ym.orders.
    for name in ["data", "rows", "items", "result", "payload", "odata.value"]
    where kind != "ym.orders" || name != "result" {
      let wrapped = read("{\"\(name)\":", "}")
      let isSame = wrapped.error == nil && wrapped.drafts.map(\.body) == plain.drafts.map(\.body)
      let isRefused = wrapped.drafts.isEmpty && (wrapped.error != nil || wrapped.setAsideCount > 0)
      #expect(isSame || isRefused, "\(kind) in \(name)")
      if Self.bare.contains(kind), ["data", "rows"].contains(name) { #expect(isSame) }
    }
    guard Self.bare.contains(kind), let row = plain.drafts.first else { return }
    let one = Reading(Array(bytes[row.source]), by: importer, fixture.context)
    #expect(one.drafts.map(\.body) == [row.body])
  }

  @Test func `a page among pages that is an error refuses them all`() throws {
    let importer = try #require(PayloadReading.importer(named: "wb.cards"))
    let page = #"{"cards":[{"nmID":7,"vendorCode":"a"}],"cursor":{"total":1}}"#
    let error = #"{"title":"too many requests","status":429}"#
    for body in ["[\(page),\(error)]", "\(page)\n\(error)\n", "[\(error),\(page)]"] {
      let reading = Reading(Array(body.utf8), by: importer, Self.context("wb.cards"))
      #expect(reading.error?.reason.contains("too many requests") == true, "\(body)")
    }
    let both = Reading(
      Array("\(page)\n\(page)\n".utf8), by: importer, Self.context("wb.cards"))
    #expect(both.error == nil && both.rows == 2)
  }

  /// The smallest fixture of a kind that is JSON; `.some(nil)` for kinds that are tables.
  private static func json(_ kind: String) -> (FixturePayload, [UInt8])?? {
    for payload in FixturePayload.smallest(20, of: kind) {
      guard var bytes = try? payload.bytes() else { continue }
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      guard bytes.first == 0x7B || bytes.first == 0x5B else { continue }
      return (payload, bytes)
    }
    return isTable(kind) ? .some(nil) : nil
  }

  private static func isTable(_ kind: String) -> Bool {
    ["table.dealer-prices", "ym.netting", "ym.realization"].contains(kind)
  }

  private static func context(_ kind: String) -> ImportContext {
    var context = ImportContext(
      connection: "c", marketplace: "", zone: .moscow,
      fetchedAt: .init(rawValue: 1_772_600_000_000_000))
    context.reportDate = "2026-02-01"
    return context
  }
}
