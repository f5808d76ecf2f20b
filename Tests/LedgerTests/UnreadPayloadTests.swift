import Archive
import Domain
import EventLog
import Importing
import Ledger
import SQLite
import TestKit
import Testing

@Suite("A payload that today's importer refuses")
struct UnreadPayloadTests {
  /// A page of sales, and after it a payload in a form that only an earlier importer read: one event
  /// came of it.
  private static func book() throws -> TemporaryBook {
    let book = try TemporaryBook()
    try book.connect("wb-main", "WB")
    var request = ImportRequest(
      paths: [PackageFolder.path + "/fixtures/wb-sales/1-sales-page-1.json"],
      connection: "wb-main")
    request.fetchedAt = Moment.fetched
    _ = try book.ledger.take(request, updates: false)
    let payload = Array("saleID;forPay\nS-old;100\n".utf8)
    let hash = try payload.borrowed { (bytes) throws in
      try book.ledger.book.openArchive(.write).keep(bytes)
    }
    let now = book.ledger.now()
    _ = try book.ledger.book.openWriter().append(at: now) { appender in
      try appender.begin(Appender.Origin(importID: 2, payload: hash))
      let schema = EventTypes.schema(of: WBSale.self)
      try Array("S-old".utf8).borrowed { (id) throws in
        try appender.take(
          Sighting(
            schema: schema, source: SourceName(connection: "wb-main", kind: WBSale.kind),
            naturalID: id, occurredAt: Moment.fetched, fetchedAt: Moment.fetched,
            payloadRange: 0..<payload.count, record: Record(schema.shape)))
      }
      try appender.record(
        ImportRecord(
          id: 2, payload: hash, payloadSize: Int64(payload.count), payloadName: "old.json",
          connection: "wb-main", kind: WBSale.kind, importer: 0, options: "{}",
          fetchedAt: Moment.fetched, recordedAt: now))
    }
    return book
  }

  private enum Moment {
    static let fetched = Instant(rawValue: 1_772_600_000_000_000)
  }

  @Test func `what its events say still counts, and that is told`() throws {
    let book = try Self.book()
    let report = try book.ledger.revoke(
      Revocation([1], reason: "a trial", author: "test"), isDryRun: false)
    let unread = try #require(report.unread.first)
    #expect(report.unread.count == 1 && unread.importID == 2)
    let refusal = try #require(unread.refusal)
    #expect(!refusal.isEmpty)
    #expect(
      unread.description.hasPrefix("the payload of import 2 is refused by today's importer (")
        && unread.description.hasSuffix("): only what its events say counts"))
    // Its event stands, while all of the import that was taken back are gone.
    var left: [String] = []
    try book.ledger.book.openLog().forEachEvent(of: [WBSale.kind]) { left.append($0.stream) }
    #expect(left == ["wb-main/wb.sales/S-old"])
    try Self.expectSound(book)
  }

  @Test func `it can be taken back itself, and a reading anew leaves it alone`() throws {
    let book = try Self.book()
    let outcomes = try Reimport().compare(book.ledger).map(\.outcome)
    #expect(outcomes.first == .compared)
    guard case .refused(let reason)? = outcomes.last else {
      Issue.record("read again: \(outcomes)")
      return
    }
    #expect(!reason.isEmpty)
    let report = try book.ledger.revoke(
      Revocation([2], reason: "a trial", author: "test"), isDryRun: false)
    #expect(report.takenBack == 1 && report.unread.isEmpty)
    try Self.expectSound(book)
  }

  private static func expectSound(_ book: TemporaryBook) throws {
    let verification = try Verification(book.ledger, deep: true, against: nil)
    #expect(verification.findings.map { "\($0.place): \($0.problem)" } == [])
  }
}
