import Domain
import EventLog
import Importing
import Ledger
import Projecting
import TestKit
import Testing

@Suite("Archived payloads read again")
struct ReimportTests {
  private static let sale = WBSale()

  /// Three sales in two overlapping answers; the second changes one of them.
  private static func book() throws -> TemporaryBook {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    let second = SalesAnswer.row(
      "S2", day: "2026-03-02", forPay: "700.55", changed: "2026-03-02T11:00:00")
    try book.takeSales(
      [
        SalesAnswer.row("S1", day: "2026-03-01", forPay: "800", changed: "2026-03-01T11:00:00"),
        second,
      ], "first.json", day: "2026-03-03")
    try book.takeSales(
      [
        SalesAnswer.row("S1", day: "2026-03-01", forPay: "790", changed: "2026-03-04T11:00:00"),
        second,
        SalesAnswer.row("S3", day: "2026-03-04", forPay: "-10.05", changed: "2026-03-04T12:00:00"),
      ], "second.json", day: "2026-03-05")
    return book
  }

  private static func altered(
    _ alter: @escaping @Sendable (inout Record) -> Bool
  ) -> Reimport {
    var reimport = Reimport()
    reimport.importers = Importers.all.altering("wb.sales", alter)
    return reimport
  }

  private static func told(_ comparisons: [Reimport.Comparison]) -> [String] {
    comparisons.flatMap { comparison in
      comparison.differences.map { difference in
        let fields = difference.fields.map {
          "\($0.name) \($0.before ?? "absent") → \($0.after ?? "absent")"
        }
        let place = difference.position.map { " @\($0)" } ?? ""
        let shown = difference.change == .changed ? fields.joined(separator: ", ") : ""
        return "\(comparison.record.id) \(difference.change) \(difference.stream)\(place) \(shown)"
      }
    }
  }

  @Test(arguments: Trip.all)
  func `today's importers read every payload of a trip as they did`(_ trip: Trip) throws {
    let book = try TemporaryBook(after: trip)
    let comparisons = try Reimport().compare(book.ledger)
    #expect(comparisons.count == trip.plan.imports.flatMap(\.files).count)
    #expect(Self.told(comparisons) == [])
    #expect(comparisons.allSatisfy { $0.outcome == .compared && !$0.differs })
    #expect(comparisons.reduce(0) { $0 + $1.equal } > 0)
  }

  @Test func `a changed sign is told of every event, field by field`() throws {
    let reimport = Self.altered { record in
      record[Self.sale.forPay] = record[Self.sale.forPay].map { Decimal4(rawValue: -$0.rawValue) }
      return true
    }
    let book = try Self.book()
    #expect(
      Self.told(try reimport.compare(book.ledger)) == [
        "1 changed wb/wb.sales/S1 @2 forPay 800 → -800",
        "1 changed wb/wb.sales/S2 @3 forPay 700.55 → -700.55",
        "2 changed wb/wb.sales/S1 @4 forPay 790 → -790",
        "2 changed wb/wb.sales/S2 @3 forPay 700.55 → -700.55",
        "2 changed wb/wb.sales/S3 @5 forPay -10.05 → 10.05",
      ])
  }

  @Test func `a rounding is told where it shows`() throws {
    let reimport = Self.altered { record in
      // To tenths of a rouble, toward zero.
      record[Self.sale.forPay] = record[Self.sale.forPay].map {
        Decimal4(rawValue: $0.rawValue / 1_000 * 1_000)
      }
      return true
    }
    let book = try Self.book()
    let comparisons = try reimport.compare(book.ledger)
    #expect(
      Self.told(comparisons) == [
        "1 changed wb/wb.sales/S2 @3 forPay 700.55 → 700.5",
        "2 changed wb/wb.sales/S2 @3 forPay 700.55 → 700.5",
        "2 changed wb/wb.sales/S3 @5 forPay -10.05 → -10",
      ])
    #expect(comparisons.map(\.equal) == [1, 1])
    #expect(comparisons.map(\.changed) == [1, 2])
  }

  @Test func `a field that is read no more, a row that is dropped and a clock that moved`() throws {
    let book = try Self.book()
    let without = Self.altered { record in
      record[Self.sale.brand] = nil
      return record[Self.sale.saleID] != "S1"
    }
    #expect(
      Self.told(try without.compare(book.ledger)) == [
        "1 changed wb/wb.sales/S2 @3 brand \"Test\" → absent",
        "1 missing wb/wb.sales/S1 @2 ",
        "2 changed wb/wb.sales/S2 @3 brand \"Test\" → absent",
        "2 changed wb/wb.sales/S3 @5 brand \"Test\" → absent",
        "2 missing wb/wb.sales/S1 @4 ",
      ])
  }

  @Test func `an importer that read less finds what is new today`() throws {
    let book = try Self.book()
    let less = Self.altered { $0[Self.sale.saleID] != "S3" }
    _ = try less.accept(book.ledger)
    #expect(Self.told(try less.compare(book.ledger)) == [])
    #expect(Self.told(try Reimport().compare(book.ledger)) == ["2 new wb/wb.sales/S3 "])
    #expect(try ReadRows.rows(of: "p900", book.ledger)?.count == 2)
  }

  @Test func `an accepted reading makes the tables what they would be`() throws {
    let book = try Self.book()
    let before = try book.hashes().mapValues(\.content)
    let negated = Self.altered { record in
      record[Self.sale.forPay] = record[Self.sale.forPay].map { Decimal4(rawValue: -$0.rawValue) }
      return true
    }
    let acceptance = try negated.accept(book.ledger)
    #expect(acceptance.imports == 2)
    #expect(Self.told(try negated.compare(book.ledger)) == [])
    let rows = try #require(try ReadRows.rows(of: "p900", book.ledger))
    let paid = Dictionary(
      rows.map { ($0["document_no"]?.text ?? "", $0["payable_amount"]?.description ?? "") },
      uniquingKeysWith: { $1 })
    #expect(paid.values.sorted() == ["-700.55", "-790", "10.05"])
    // The bytes of the row are still named, and the importer's version is the cause.
    let history = try book.ledger.history("wb/wb.sales/S3")
    #expect(history.map(\.importID) == [2, 2])
    #expect(history[0].payloadRange == history[1].payloadRange)
    let importer = try #require(PayloadReading.importer(named: "wb.sales"))
    let altered = "\(type(of: importer).version + 1)"
    let causes = try book.events().filter { $0.type == "book.imports.reread@1" }
    #expect(
      causes.map { $0.values.prefix(2).map(\.value.json) } == [["1", altered], ["2", altered]])
    // And back.
    _ = try Reimport().accept(book.ledger)
    #expect(try book.hashes().mapValues(\.content) == before)
    #expect(Self.told(try Reimport().compare(book.ledger)) == [])
    try Self.expectSound(book)
  }

  @Test(arguments: ["wb-sales", "ozon-finance", "ym-orders"])
  func `reading a whole trip otherwise and back leaves its tables`(_ name: String) throws {
    let trip = try Trip(name)
    let book = try TemporaryBook(after: trip)
    let before = try book.hashes().mapValues(\.content)
    var other = Reimport()
    for kind in ["wb.sales", "ozon.transactions", "ym.orders", "1c.nomenclature", "1c.barcodes"] {
      other.importers = other.importers.altering(kind) { record in
        // The last scalar of each record, and one record in many, are read no more.
        let present = record.shape.places.filter { record.isPresent($0.slot) }
        if let last = present.last(where: { $0.type == .decimal }) {
          record.setBits(7, at: last.slot)
        }
        return present.count % 5 != 0
      }
    }
    #expect(try other.accept(book.ledger).imports > 1)
    #expect(Self.told(try other.compare(book.ledger)) == [])
    #expect(try book.hashes().mapValues(\.content) != before)
    _ = try Reimport().accept(book.ledger)
    #expect(Self.told(try Reimport().compare(book.ledger)) == [])
    #expect(try book.hashes().mapValues(\.content) == before)
    try Self.expectSound(book)
  }

  @Test func `erased payloads are counted, revoked imports and other kinds left out`() throws {
    let book = try Self.book()
    let payloads = Payloads(book.ledger)
    let payload = try #require(try payloads.hash(named: "1"))
    _ = try payloads.erase([payload], reason: "a trial")
    var reimport = Reimport()
    #expect(try reimport.compare(book.ledger).map(\.outcome) == [.erased, .compared])
    _ = try book.ledger.revoke(
      Revocation([2], reason: "a trial", author: "test"), isDryRun: false)
    #expect(try reimport.compare(book.ledger).map(\.record.id) == [1])
    reimport.kind = "wb.orders"
    #expect(try reimport.compare(book.ledger).isEmpty)
    reimport.kind = "wb.sale"
    #expect(throws: LedgerError.self) { try reimport.compare(book.ledger) }
  }

  private static func expectSound(_ book: TemporaryBook) throws {
    let verification = try Verification(book.ledger, deep: true, against: nil)
    #expect(verification.findings.map { "\($0.place): \($0.problem)" } == [])
  }

  /// Payloads are read several at a time, and the large ones on two threads each.
  @Test func `payloads large and small are told in the order of their imports`() throws {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    for number in 1...6 {
      let rows = (0..<(number.isMultiple(of: 2) ? 2_400 : 3)).map { row in
        SalesAnswer.row(
          "S\(number * 10_000 + row)", day: "2026-03-0\(number)", forPay: "\(row + 1)",
          changed: "2026-03-0\(number)T11:00:00")
      }
      try book.takeSales(rows, "\(number).json", day: "2026-03-1\(number)", updates: false)
    }
    let sizes = try book.ledger.book.openLog().imports().map(\.payloadSize)
    #expect(sizes.filter { $0 > 1 << 20 }.count == 3)
    #expect(try Reimport().compare(book.ledger).map(\.equal) == [3, 2_400, 3, 2_400, 3, 2_400])
    var altered = Self.altered { record in
      // The last row of each of the large ones, and one of the small ones.
      if record[Self.sale.forPay] == Decimal4(rawValue: 24_000_000)
        || record[Self.sale.saleID] == "S30001"
      {
        record[Self.sale.brand] = nil
      }
      return record[Self.sale.saleID] != "S50000"
    }
    altered.toldMax = 5
    var told: [(Int64, Int64)] = []
    book.ledger.progress = { told.append(($0, $1)) }
    let comparisons = try altered.compare(book.ledger)
    #expect(
      Self.told(comparisons).map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
        "2 changed wb/wb.sales/S22399", "3 changed wb/wb.sales/S30001",
        "4 changed wb/wb.sales/S42399", "5 missing wb/wb.sales/S50000",
        "6 changed wb/wb.sales/S62399",
      ])
    #expect(comparisons.map(\.record.id) == Array(1...6))
    #expect(told.last.map { $0.0 == 7_209 && $0.1 == 7_209 } == true, "\(told)")
    // What a log's latest state is compared with: the first import revised by a later one.
    _ = try altered.accept(book.ledger)
    #expect(try altered.compare(book.ledger).allSatisfy { !$0.differs })
  }
}
