import Domain
import EventLog
import Importing
import Ledger
import TestKit
import Testing

@Suite("A claim to be complete is believed only as far as the answer says itself")
struct CompleteAnswerTests {
  private static func item(_ number: Int) -> String {
    #"{"Ref_Key":"0000000\#(number)-0000-4000-8000-00000000000a","Code":"K\#(number)","#
      + #""Description":"Item \#(number)","Артикул":"A-\#(number)","IsFolder":false}"#
  }

  private static func catalogue(_ around: String, _ numbers: Int...) -> String {
    #"{"odata.metadata":"http://h/odata/$metadata#Catalog_Номенклатура",\#(around)"#
      + #""value":[\#(numbers.map(item).joined(separator: ","))]}"#
  }

  private static func book() throws -> TemporaryBook {
    let book = try TemporaryBook()
    try book.connect("ut", "1C")
    try book.connect("wb", "WB", onec: "ut")
    return book
  }

  /// Imports texts as files, fetched at noon of a March day.
  private static func take(
    _ book: TemporaryBook, _ texts: [String], _ connection: String, day: Int,
    _ change: (inout ImportRequest) -> Void = { $0.isComplete = true }
  ) throws -> ImportReport {
    let paths = try texts.enumerated().map { try book.write($1, to: "\(day)-\($0).json") }
    var request = ImportRequest(paths: paths, connection: connection)
    let text = "2026-03-\(day < 10 ? "0" : "")\(day)T12:00:00Z"
    request.fetchedAt = Array(text.utf8).borrowed { Instant(iso: $0, in: .utc) }
    change(&request)
    return try book.ledger.take(request, updates: false)
  }

  private static func withdrawn(_ report: ImportReport) -> Int {
    report.files.reduce(0) { $0 + $1.withdrawn }
  }

  private static let counted = #""odata.count":"3","#

  @Test func `a refused claim withdraws nothing, its rows count, and it is refused again`() throws {
    let book = try Self.book()
    _ = try Self.take(book, [Self.catalogue(Self.counted, 1, 2, 3)], "ut", day: 1)
    let pages = [
      Self.catalogue(Self.counted, 1, 4), Self.catalogue(Self.counted, 4),
    ]
    let report = try Self.take(book, pages, "ut", day: 2)
    #expect(report.isClaimRefused && Self.withdrawn(report) == 0)
    #expect(report.files.reduce(0) { $0 + $1.new } == 1)
    #expect(
      report.missing == [
        "1c.nomenclature: pages are missing: the answer says odata.count 3, and 2 rows of it are "
          + "given"
      ])
    let imports = try book.ledger.book.openLog().imports().count
    let again = try Self.take(book, pages, "ut", day: 2)
    #expect(again.isClaimRefused && Self.withdrawn(again) == 0 && again.events == 0)
    #expect(again.files.allSatisfy { $0.alreadyImported != nil })
    #expect(try book.ledger.book.openLog().imports().count == imports)
    // With the page that was missing the same pages are the whole answer, in any order.
    let whole = try Self.take(
      book, [Self.catalogue(Self.counted, 5)] + pages.reversed(), "ut", day: 2)
    #expect(!whole.isClaimRefused && whole.missing.isEmpty && Self.withdrawn(whole) == 2)
    let verification = try Verification(book.ledger, deep: true, against: nil)
    #expect(verification.findings.map { "\($0.place): \($0.problem)" } == [])
  }

  @Test func `what a refused claim did is told the same when its import is read again`() throws {
    let book = try Self.book()
    _ = try Self.take(book, [Self.catalogue("", 1, 2, 3)], "ut", day: 1)
    _ = try Self.take(book, [Self.catalogue(#""odata.nextLink":"x","#, 1)], "ut", day: 2)
    _ = try Self.take(book, [Self.catalogue("", 4)], "ut", day: 3) { $0.isComplete = false }
    let report = try book.ledger.revoke(
      Revocation([3], reason: "a trial", author: "test"), isDryRun: false)
    #expect(report.takenBack == 1)
    // The item of the revoked import is gone; those that the refused answer lacked are not.
    let withdrawn = try book.events().filter { $0.type.contains("withdrawn") }.map(\.stream)
    #expect(withdrawn.allSatisfy { $0.contains("/00000004-") }, "\(withdrawn)")
  }

  @Test func `without the option missing pages are told, and files imported before count`() throws {
    let book = try Self.book()
    let first = Self.catalogue(#""odata.nextLink":"x","#, 1)
    let last = Self.catalogue("", 2)
    let alone = try Self.take(book, [first], "ut", day: 1) { $0.isComplete = false }
    #expect(alone.missing.count == 1 && !alone.isClaimRefused)
    let both = try Self.take(book, [last, first], "ut", day: 1) { $0.isComplete = false }
    #expect(both.missing.isEmpty)
    let counted = try Self.take(
      book, [Self.catalogue(Self.counted, 5, 6)], "ut", day: 2
    ) { $0.isComplete = false }
    #expect(counted.missing.count == 1)
    let rest = try Self.take(
      book, [Self.catalogue(Self.counted, 5, 6), Self.catalogue(Self.counted, 7)], "ut", day: 2
    ) { $0.isComplete = false }
    #expect(rest.missing.isEmpty)
  }

  @Test func `an empty complete answer withdraws only what it names`() throws {
    let book = try Self.book()
    let row =
      #"{"reportId":7,"rrdId":1,"docTypeName":"Продажа","sellerOperName":"Продажа","#
      + #""forPay":"100","currency":"RUB","dateFrom":"2026-03-02","dateTo":"2026-03-08"}"#
    func empty(_ request: inout ImportRequest) {
      request.isComplete = true
      request.confirmsEmpty = true
    }
    _ = try Self.take(book, ["[\(row)]"], "wb", day: 1) { $0.kind = "wb.finance" }
    let sales = SalesAnswer.page([
      SalesAnswer.row("S1", day: "2026-03-01", forPay: "800", changed: "2026-03-01T11:00:00")
    ])
    _ = try Self.take(book, [sales], "wb", day: 1) { $0.kind = "wb.sales" }
    for (day, body) in [(2, "[]"), (3, ""), (4, "null")] {
      for kind in ["wb.finance", "wb.sales"] {
        let report = try Self.take(book, [body], "wb", day: day) {
          empty(&$0)
          $0.kind = kind
        }
        #expect(Self.withdrawn(report) == 0 && report.events == 0, "\(kind) «\(body)»")
        #expect(report.files[0].remarks.contains { $0.contains("nothing is withdrawn") })
      }
    }
    _ = try Self.take(book, [Self.catalogue("", 1, 2)], "ut", day: 1)
    let none = #"{"value":[]}"#
    let unconfirmed = try Self.take(book, [none], "ut", day: 5) {
      $0.isComplete = true
      $0.kind = "1c.nomenclature"
    }
    #expect(Self.withdrawn(unconfirmed) == 0)
    #expect(unconfirmed.files[0].remarks.contains { $0.contains("--confirm-empty") })
    let report = try Self.take(book, [none], "ut", day: 6) {
      empty(&$0)
      $0.kind = "1c.nomenclature"
    }
    #expect(Self.withdrawn(report) == 2)
  }

  @Test func `errors and answers of another kind withdraw and add nothing`() throws {
    let book = try Self.book()
    _ = try Self.take(book, [Self.catalogue("", 1, 2)], "ut", day: 1)
    let before = try book.events().count
    let contract =
      #"{"odata.metadata":"h/$metadata#Catalog_ДоговорыКонтрагентов","value":["#
      + #"{"Ref_Key":"00000009-0000-4000-8000-00000000000a","Code":"1","IsFolder":false}]}"#
    let sale =
      #"{"odata.metadata":"h/$metadata#Document_РеализацияТоваровУслуг","value":["#
      + #"{"Ref_Key":"00000009-0000-4000-8000-00000000000a","Date":"2026-02-05T10:00:00"}]}"#
    let wrong: [(kind: String, body: String, word: String)] = [
      ("1c.nomenclature", #"{"odata.error":{"message":{"value":"нет прав"}}}"#, "нет прав"),
      ("1c.nomenclature", #"{"title":"unauthorized","status":401}"#, "unauthorized"),
      ("1c.nomenclature", contract, "Catalog_ДоговорыКонтрагентов"),
      ("1c.counterparties", contract, "Catalog_ДоговорыКонтрагентов"),
      ("1c.purchases", sale, "Document_РеализацияТоваровУслуг"),
      ("1c.barcodes", Self.catalogue("", 3), "1c.nomenclature"),
      ("1c.dealer-prices", Self.catalogue("", 3), "1c.nomenclature"),
    ]
    for (kind, body, word) in wrong {
      let error = try #require(throws: LedgerError.self, "\(kind)") {
        _ = try Self.take(book, [body], "ut", day: 2) {
          $0.isComplete = true
          $0.confirmsEmpty = true
          $0.kind = kind
        }
      }
      #expect(error.code == .data && "\(error)".contains(word), "\(kind): \(error)")
    }
    #expect(try book.events().count == before)
  }

  /// The smallest payload of each kind, and the step of its trip.
  private static let smallest: [String: (step: Trip.Step, file: String, trip: Trip)] = {
    var found: [String: (step: Trip.Step, file: String, trip: Trip)] = [:]
    var sizes: [String: Int] = [:]
    for trip in Trip.all {
      for step in trip.plan.imports {
        for name in step.files {
          let file = trip.file(name)
          guard let bytes = try? PackageFolder.bytes(of: file), bytes.count > 100 else { continue }
          let kinds = PayloadReading.importers(of: bytes).map { type(of: $0).kind.name }
          guard let kind = kinds.first, bytes.count < sizes[kind] ?? .max else { continue }
          sizes[kind] = bytes.count
          found[kind] = (step, file, trip)
        }
      }
    }
    return found
  }()

  @Test(arguments: Importers.all.map { type(of: $0).kind.name }.sorted())
  func `an error withdraws and adds nothing, whatever the kind`(_ kind: String) throws {
    let (step, file, trip) = try #require(Self.smallest[kind])
    let context = PayloadReading.context(of: step, in: trip)
    let book = try TemporaryBook()
    try book.connect(step.connection, context.marketplace)
    func take(_ path: String, _ change: (inout ImportRequest) -> Void) throws -> ImportReport {
      var request = ImportRequest(paths: [path], connection: step.connection)
      request.kind = kind
      request.fetchedAt = context.fetchedAt
      request.reportDate = step.reportDate
      request.priceType = step.priceType
      change(&request)
      return try book.ledger.take(request, updates: false)
    }
    #expect(try take(PackageFolder.path + "/" + file) { _ in }.events > 0)
    let before = try book.events().count
    for (number, body) in [
      #"{"title":"unauthorized","status":401}"#, #"{"odata.error":{"code":"9"}}"#,
      #"{"errors":[{"code":"X"}]}"#, #"{"code":7,"message":"no"}"#, #""Unauthorized""#, "{}",
      #"{"data":[]}"#, #"{"rows":{}}"#, "<html><title>502</title></html>", "<m:error/>",
    ].enumerated() {
      let path = try book.write(body, to: "error-\(number).json")
      #expect(throws: LedgerError.self, "\(kind): \(body)") {
        _ = try take(path) {
          $0.isComplete = true
          $0.confirmsEmpty = true
          $0.fetchedAt = Instant(rawValue: context.fetchedAt.rawValue + 86_400_000_000)
        }
      }
    }
    #expect(try book.events().count == before)
  }
}
