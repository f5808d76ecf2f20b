import Domain
import EventLog
import Ledger
import TestKit
import Testing

/// The machine's clock is the test's: it is set back an hour between two commands.
@Suite("What is decided later holds, whatever the machine's clock says")
struct DecisionClockTests {
  private static let noon = Instant(rawValue: 1_785_585_600_000_000)
  private static let hour: Int64 = 3_600_000_000
  private static let items = ["a", "b"].map { "\($0)0000000-0000-4000-8000-000000000001" }

  /// A book with two sales, of which a decision was made at noon; then the clock is an hour back.
  private static func book() throws -> TemporaryBook {
    let book = try TemporaryBook()
    book.ledger.now = { noon }
    try book.connect("wb", "WB")
    try book.takeSales(
      [SalesAnswer.row("S1", day: "2026-03-10", forPay: "700", changed: "2026-03-10T11:00:00")],
      "1.json", day: "2026-03-11")
    #expect(try decide(items[0], book) == 1)
    book.ledger.now = { Instant(rawValue: noon.rawValue - hour) }
    return book
  }

  private static func decide(_ item: String?, _ book: TemporaryBook) throws -> Int {
    try Matching(book.ledger).decide([decision(item)])
  }

  private static func decision(_ item: String?) -> Matching.Decision {
    Matching.Decision(
      connection: "wb", product: "11001", nomenclature: item, reason: "a trial", author: "test")
  }

  /// What the list of decisions says, and what the sales register.
  private static func item(_ book: TemporaryBook) throws -> [Answer.Cell?] {
    _ = try book.ledger.update(Projectors.all)
    let register = try ReadRows.rows(of: "p900", book.ledger)
    let refs = try #require(register).map { $0["nomenclature_ref"] }
    let rebuilt = try book.rebuiltHashes()
    #expect(try book.hashes() == rebuilt)
    #expect(refs.count == 1)
    let told = refs[0]?.text.map { Answer.Cell.text($0) } ?? .null
    return [try Matching(book.ledger).decisions().rows.last?[2], told]
  }

  @Test func `a decision about a product`() throws {
    let book = try Self.book()
    #expect(try Self.item(book) == [.text(Self.items[0]), .text(Self.items[0])])
    #expect(try Self.decide(Self.items[1], book) == 1)
    #expect(try Self.item(book) == [.text(Self.items[1]), .text(Self.items[1])])
    #expect(try Self.decide(Self.items[1], book) == 0)
    #expect(try Self.decide(nil, book) == 1)
    #expect(try Self.item(book) == [.null, .null])
  }

  @Test func `of decisions in one table the last`() throws {
    let book = try Self.book()
    let all = [Self.items[1], Self.items[0], Self.items[1]].map { Self.decision($0) }
    #expect(try Matching(book.ledger).decide(all) == 3)
    #expect(try Self.item(book) == [.text(Self.items[1]), .text(Self.items[1])])
  }

  @Test func `the settings of a connection`() throws {
    let book = try Self.book()
    let settings = Connections.Settings(name: "wb", marketplace: "WB", organization: "Ромашка")
    #expect(try book.ledger.connect(settings) == 1)
    #expect(try book.ledger.connections()["wb"] == settings)
    #expect(try book.ledger.connect(settings) == 0)
  }

  @Test func `a payload whose time of fetching nobody tells`() throws {
    let book = try Self.book()
    func take(_ price: Int) throws {
      let path = try book.write(
        "Артикул;Дата;Цена\nlamp-1;01.03.2026;\(price)\n", to: "\(price).csv")
      var request = ImportRequest(paths: [path], connection: "ut")
      request.kind = TableDealerPrice.kind.name
      _ = try book.ledger.take(request)
    }
    book.ledger.now = { Self.noon }
    try book.connect("ut", "1C")
    try take(100)
    book.ledger.now = { Instant(rawValue: Self.noon.rawValue - Self.hour) }
    try take(200)
    let clocks = try book.events().filter { $0.stream.contains("table.dealer-prices") }.map(\.clock)
    #expect(clocks.count == 2)
    #expect(clocks == clocks.sorted() && clocks[0] < clocks[1])
  }

  @Test func `a revocation and an erasure`() throws {
    let book = try Self.book()
    _ = try book.ledger.revoke(Revocation([1], reason: "a trial", author: "test"), isDryRun: false)
    let payload = try #require(book.ledger.book.openLog().imports().first?.payload)
    _ = try Payloads(book.ledger).erase([payload], reason: "a trial")
    let clocks = try book.events().filter {
      $0.stream.contains("book.imports") || $0.stream.contains("archive.payloads")
    }
    #expect(clocks.count == 2)
    #expect(clocks.allSatisfy { $0.clock == $0.recordedAt && $0.clock > Self.noon })
  }

  /// Logs of earlier programs hold decisions with the machine's clock.
  @Test func `a decision that was recorded later with an earlier clock`() throws {
    let book = try Self.book()
    try Self.append(Self.items[1], at: book.ledger.now(), to: book)
    #expect(try Self.item(book) == [.text(Self.items[1]), .text(Self.items[1])])
    #expect(try Self.decide(Self.items[1], book) == 0)
    #expect(try Self.decide(Self.items[0], book) == 1)
    #expect(try Self.item(book) == [.text(Self.items[0]), .text(Self.items[0])])
  }

  private static func append(_ item: String, at clock: Instant, to book: TemporaryBook) throws {
    let schema = EventTypes.schema(of: ProductMatched.self)
    var record = Record(schema.shape)
    record[ProductMatched().product] = "11001"
    record[ProductMatched().nomenclature_ref] = item
    record[ProductMatched().reason] = "a trial"
    record[ProductMatched().author] = "test"
    _ = try book.ledger.book.openWriter().append(at: clock) { appender in
      try Array("11001".utf8).borrowed { (id) throws in
        try appender.take(
          Sighting(
            schema: schema, source: SourceName(connection: "wb", kind: ProductMatched.kind),
            naturalID: id, occurredAt: nil, fetchedAt: clock, payloadRange: 0..<0, record: record))
      }
    }
  }
}
