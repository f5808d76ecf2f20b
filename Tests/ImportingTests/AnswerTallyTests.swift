import Domain
import Importing
import Ledger
import TestKit
import Testing

@Suite("An answer is believed only as far as it says itself")
struct AnswerTallyTests {
  private static func tally(_ kind: String, _ pages: [String]) throws -> [String] {
    let importer = try #require(PayloadReading.importer(named: kind))
    var tally = AnswerTally(type(of: importer).extent)
    for (number, page) in pages.enumerated() {
      let intake = Intake { _ in }
      try Array(page.utf8).borrowed { (bytes) throws in
        try importer.readAnswer(
          Payload(name: "p\(number)", bytes: bytes),
          ImportContext(
            connection: "c", marketplace: "", zone: .moscow,
            fetchedAt: .init(rawValue: 1_772_600_000_000_000)), into: intake)
      }
      #expect(intake.setAsideCount == 0, "\(kind): \(intake.setAside)")
      tally.add(intake.pages, of: "p\(number)", scopes: intake.scopes)
    }
    return tally.missing
  }

  /// Pages of a kind, and whether something is missing.
  struct Case: Sendable {
    let kind: String
    let pages: [String]
    let isWhole: Bool

    init(_ kind: String, _ isWhole: Bool, _ pages: String...) {
      self.kind = kind
      self.isWhole = isWhole
      self.pages = pages
    }
  }

  private static func item(_ number: Int, _ code: String = "A") -> String {
    #"{"Ref_Key":"0000000\#(number)-0000-4000-8000-00000000000a","Code":"\#(code)"}"#
  }

  private static func odata(_ around: String, _ items: String) -> String {
    #"{"odata.metadata":"h/$metadata#Catalog_Номенклатура",\#(around)"value":[\#(items)]}"#
  }

  private static func atom(_ around: String, _ numbers: Int...) -> String {
    let entries = numbers.map {
      "<entry><content><m:properties><d:Ref_Key>0000000\($0)-0000-4000-8000-00000000000a"
        + "</d:Ref_Key></m:properties></content></entry>"
    }
    return "<feed xmlns=\"a\" xmlns:m=\"m\" xmlns:d=\"d\">\(around)\(entries.joined())</feed>"
  }

  private static func accruals(_ day: String, _ last: String, _ ids: Int...) -> String {
    let rows = ids.map {
      #"{"accrual_id":\#($0),"date":"\#(day)","accrued_category":"X","#
        + #""total_amount":{"amount":"1.00","currency":"RUB"}}"#
    }
    return #"{"accruals":[\#(rows.joined(separator: ","))],"last_id":"\#(last)"}"#
  }

  private static func listing(_ total: Int, _ last: String, _ ids: Int...) -> String {
    let items = ids.map { #"{"product_id":\#($0),"offer_id":"o\#($0)"}"# }
    return #"{"result":{"items":[\#(items.joined(separator: ","))],"total":\#(total),"#
      + #""last_id":"\#(last)"}}"#
  }

  private static func operations(_ pages: Int, _ rows: Int, _ ids: Int...) -> String {
    let all = ids.map {
      #"{"operation_id":\#($0),"operation_date":"2026-03-01 00:00:00","amount":1,"type":"other"}"#
    }
    return #"{"result":{"operations":[\#(all.joined(separator: ","))],"page_count":\#(pages),"#
      + #""row_count":\#(rows)}}"#
  }

  private static func offers(_ token: String, _ ids: String...) -> String {
    let all = ids.map { #"{"offer":{"offerId":"\#($0)"}}"# }
    return
      #"{"status":"OK","result":{"paging":{\#(token)},"offerMappings":[\#(all.joined(separator: ","))]}}"#
  }

  private static func cards(_ total: Int, _ ids: ClosedRange<Int>) -> String {
    let all = ids.map { #"{"nmID":\#($0),"vendorCode":"v"}"# }
    return #"{"cards":[\#(all.joined(separator: ","))],"cursor":{"total":\#(total)}}"#
  }

  private static func goods(_ total: Int, _ page: Int, _ ids: Int...) -> String {
    let all = ids.map { #"{"productItem":"\#($0)","productName":"n"}"# }
    return #"{"products":[\#(all.joined(separator: ","))],"paging":{"page":\#(page),"#
      + #""perPage":2,"totalCount":\#(total)}}"#
  }

  private static func dealer(_ count: Int, _ numbers: Int...) -> String {
    let all = numbers.map {
      #"{"period":"01.03.2026","price":"10,00","#
        + #""nomenklature_ref":"0000000\#($0)-0000-4000-8000-00000000000a"}"#
    }
    return #"{"count":\#(count),"initial":[\#(all.joined(separator: ","))],"history":[]}"#
  }

  private static let next = #""nextPageToken":"eyJ4IjoxfQ""#

  static let cases: [Case] = [
    Case("1c.nomenclature", true, odata("", item(1))),
    Case("1c.nomenclature", true, odata(#""odata.count":"2","#, item(1) + "," + item(2))),
    Case("1c.nomenclature", false, odata(#""odata.count":"3","#, item(1) + "," + item(2))),
    Case(
      "1c.nomenclature", false, odata(#""odata.count":"3","#, item(1) + "," + item(2)),
      odata(#""odata.count":"3","#, item(2))),
    // A row that was changed while the pages were fetched is one row.
    Case(
      "1c.nomenclature", false, odata(#""odata.count":"3","#, item(1) + "," + item(2)),
      odata(#""odata.count":"3","#, item(2, "B"))),
    Case(
      "1c.nomenclature", true, odata(#""odata.count":"3","#, item(1) + "," + item(2)),
      odata("", item(3))),
    Case("1c.nomenclature", false, odata(#""odata.nextLink":"C?$skip=1","#, item(1))),
    Case(
      "1c.nomenclature", true, odata("", item(2)),
      odata(#""odata.nextLink":"C?$skip=1","#, item(1))),
    Case("1c.nomenclature", false, odata(#""@odata.count":2,"#, item(1))),
    Case("1c.nomenclature", false, #"{"d":{"__count":"2","results":[\#(item(1))]}}"#),
    Case("1c.nomenclature", false, #"{"d":{"__next":"x","results":[\#(item(1))]}}"#),
    Case("1c.nomenclature", false, atom("<m:count>2</m:count>", 1)),
    Case("1c.nomenclature", true, atom("<m:count>2</m:count>", 1, 2)),
    Case("1c.nomenclature", false, atom("<link rel=\"next\" href=\"C?x\"/>", 1)),
    Case("1c.nomenclature", true, atom("<link rel=\"self\" href=\"C?x\"/>", 1)),
    // The total changed in mid-walk.
    Case(
      "1c.nomenclature", false, odata(#""odata.count":"2","#, item(1)),
      odata(#""odata.count":"3","#, item(2))),
    Case("1c.dealer-prices", true, dealer(2, 1, 2)),
    Case("1c.dealer-prices", false, dealer(3, 1, 2)),
    Case("1c.dealer-prices", false, dealer(1, 1, 2)),
    Case("ozon.accruals", true, accruals("2026-03-01", "", 1)),
    Case("ozon.accruals", false, accruals("2026-03-01", "abc", 1)),
    Case("ozon.accruals", true, accruals("2026-03-01", "", 2), accruals("2026-03-01", "abc", 1)),
    Case("ozon.accruals", true, accruals("2026-03-01", "abc", 1), accruals("2026-03-01", "")),
    Case("ozon.accruals", false, accruals("2026-03-01", "abc", 1), accruals("2026-03-02", "", 2)),
    // The list's last page has a last_id, too: it is judged by the total.
    Case("ozon.products", true, listing(2, "abc", 1, 2)),
    Case("ozon.products", false, listing(3, "abc", 1, 2)),
    Case("ozon.products", true, listing(3, "abc", 1, 2), listing(3, "def", 3)),
    Case("ozon.products", true, listing(3, "abc", 1, 2), listing(3, "def", 3), listing(3, "")),
    // Two walks, of products for sale and of the archive.
    Case("ozon.products", false, listing(2, "abc", 1), listing(1, "def", 7)),
    Case("ozon.products", true, listing(2, "abc", 1, 2), listing(1, "def", 7)),
    Case("ozon.products", true, #"{"items":[],"cursor":"","total":0}"#),
    Case("ozon.transactions", true, operations(1, 2, 1, 2)),
    Case("ozon.transactions", false, operations(2, 4, 1, 2)),
    Case("ozon.transactions", true, operations(2, 4, 3, 4), operations(2, 4, 1, 2)),
    Case("ozon.transactions", false, operations(2, 4, 1, 2), operations(2, 4, 1, 2)),
    Case("ozon.returns", true, #"{"returns":[],"has_next":false}"#),
    Case("ozon.returns", false, #"{"returns":[],"has_next":true}"#),
    Case(
      "ozon.postings", true, #"{"postings":[],"has_next":false,"cursor":"abc"}"#,
      #"{"postings":[],"has_next":true,"cursor":"abb"}"#),
    Case("ozon.postings", false, #"{"result":{"postings":[],"has_next":true}}"#),
    Case("ym.offers", true, offers("", "a")),
    Case("ym.offers", true, offers(#""nextPageToken":"""#, "a")),
    Case("ym.offers", true, offers(#""nextPageToken":null"#, "a")),
    Case("ym.offers", false, offers(next, "a")),
    Case("ym.offers", true, offers("", "b"), offers(next, "a")),
    Case("ym.offers", false, offers(next, "a"), offers(next, "a")),
    Case("ym.returns", false, #"{"status":"OK","result":{"returns":[],"paging":{\#(next)}}}"#),
    Case("ym.orders", false, #"{"orders":[],"paging":{\#(next)}}"#),
    Case("ym.orders", false, #"{"status":"OK","result":{"orders":[],"paging":{\#(next)}}}"#),
    Case("wb.cards", true, cards(2, 1...2)),
    Case("wb.cards", false, cards(3, 1...2)),
    Case("wb.cards", false, cards(100, 1...100)),
    Case("wb.cards", true, cards(100, 1...100), cards(1, 101...101)),
    Case("wb.cards", true, cards(100, 1...100), #"{"cards":[],"cursor":{"total":0}}"#),
    Case("wb.fbs-orders", true, #"{"next":0,"orders":[]}"#),
    Case("lemana.products", true, goods(2, 1, 1, 2)),
    Case("lemana.products", false, goods(3, 1, 1, 2)),
    Case("lemana.products", true, goods(3, 2, 3), goods(3, 1, 1, 2)),
    Case("lemana.products", false, goods(3, 2, 2), goods(3, 1, 1, 2)),
  ]

  @Test(arguments: cases.indices)
  func `pages are whole only if they say so together`(_ index: Int) throws {
    let one = Self.cases[index]
    #expect(try Self.tally(one.kind, one.pages).isEmpty == one.isWhole, "\(one)")
    // In any order, and with every page twice.
    #expect(
      try Self.tally(one.kind, (one.pages + one.pages).reversed()).isEmpty == one.isWhole, "\(one)")
    // As one file: a list of pages, and a page a line.
    guard one.pages.allSatisfy({ $0.hasPrefix("{") }) else { return }
    let list = "[\(one.pages.joined(separator: ","))]"
    if one.kind != "ozon.accruals" {
      #expect(try Self.tally(one.kind, [list]).isEmpty == one.isWhole, "\(list)")
    }
  }

  @Test func `every mark of a kind has a case in which it says that something is missing`() throws {
    let tried = Set(Self.cases.filter { !$0.isWhole }.map(\.kind))
    let marked = Importers.all.filter { !type(of: $0).extent.isEmpty }
      .map { type(of: $0).kind.name }
    let alike = [
      "1c.barcodes", "1c.counterparties", "1c.organizations", "1c.prices", "1c.purchases",
    ]
    #expect(
      Set(marked).subtracting(tried).subtracting(alike) == ["wb.fbs-orders", "lemana.prices"])
  }

  @Test func `the words say which and how many`() throws {
    #expect(
      try Self.tally("lemana.products", [Self.goods(3, 1, 1, 2)])
        == ["the answer says paging.totalCount 3, and 2 rows of it are given: page 1"])
    #expect(
      try Self.tally("ym.offers", [Self.offers(Self.next, "a")]) == [
        "«p0» says that there is more (result.paging.nextPageToken), and the page after it is not "
          + "given"
      ])
    #expect(
      try Self.tally("ozon.transactions", [Self.operations(2, 4, 1, 2)]) == [
        "the answer says result.row_count 4, and 2 rows of it are given",
        "the answer says result.page_count 2, and 1 page is given",
      ])
  }
}
