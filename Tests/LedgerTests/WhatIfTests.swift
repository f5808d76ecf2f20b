import Foundation
import Ledger
import Projecting
import TestKit
import Testing

@Suite("What the tables would be")
struct WhatIfTests {
  private static func book() throws -> (book: TemporaryBook, trip: Trip) {
    let trip = try Trip("wb-sales")
    return (try TemporaryBook(after: trip), trip)
  }

  /// Every file of the book, byte for byte; SQLite's shared memory and empty journals, which readers
  /// make, aside.
  private static func bytes(of book: TemporaryBook) throws -> [String: Data] {
    let files = FileManager.default.enumerator(atPath: book.path)?.allObjects as? [String] ?? []
    var bytes: [String: Data] = [:]
    for file in files where !file.hasSuffix("-shm") {
      bytes[file] = FileManager.default.contents(atPath: book.path + "/" + file)
    }
    return bytes.filter { !$0.value.isEmpty }
  }

  /// Asks, and expects the book to be as it was.
  private static func ask(_ question: WhatIf, _ book: TemporaryBook) throws -> WhatIf.Outcome {
    let before = try bytes(of: book)
    #expect(before.count > 10)
    let outcome = try question.run(book.ledger)
    let after = try bytes(of: book)
    let names = Set(before.keys).union(after.keys).sorted()
    #expect(names.filter { before[$0] != after[$0] } == [])
    return outcome
  }

  private static func difference(
    _ table: String, _ outcome: WhatIf.Outcome
  ) throws -> TableDifference {
    try #require(outcome.differences.first { $0.table == table })
  }

  @Test func `without an import they are those of a book that never had it`() throws {
    let (book, trip) = try Self.book()
    let step = try #require(trip.plan.imports.first { $0.payload == "1-sales-page-2.json" })
    var question = WhatIf()
    question.without = try book.imports(of: step)
    question.folder = book.folder + "/without"
    let outcome = try Self.ask(question, book)
    let sales = try Self.difference("p900", outcome)
    #expect(sales.counts.removed > 0)
    #expect(sales.counts.added == 0)
    #expect(!sales.money.isEmpty)
    #expect(sales.money.allSatisfy { $0.connection == "wb-main" && $0.day != nil })
    // The copy stays, and is the book that the import was revoked in.
    let apart = try Ledger(Book(book.folder + "/without"))
    let hashes = try Status(apart).tables.map(\.hash)
    try book.revoke(step, of: trip)
    #expect(try Status(book.ledger).tables.map(\.hash) == hashes)
  }

  @Test func `another price list moves the cost of every day it holds in`() throws {
    let (book, _) = try Self.book()
    var request = ImportRequest(
      paths: [
        try book.write(
          #"{"count":1,"initial":[{"period":"01.01.2026","price":"999,00","#
            + #""nomenklature_ref":"3e7f832b-b254-4d1e-a552-1554a922eb4f"}]}"#, to: "prices.json")
      ], connection: "ut")
    request.kind = "1c.dealer-prices"
    var question = WhatIf()
    question.imports = [request]
    let outcome = try Self.ask(question, book)
    let prices = try Self.difference("p906", outcome)
    #expect(prices.counts.changed == 1)
    let price = try #require(prices.rows.first?.columns.first)
    #expect(price.name == "price")
    #expect([price.before, price.after] == [.number("235.49"), .number("999")])
    let sales = try Self.difference("p900", outcome)
    #expect(sales.counts.changed > 0)
    #expect(sales.money.allSatisfy { $0.columns.map(\.name).contains("cost") })
    #expect(outcome.files.map(\.new) == [0])
    #expect(outcome.files.map(\.revised) == [1])
  }

  @Test func `another mapping gives a product another item`() throws {
    let (book, _) = try Self.book()
    var question = WhatIf()
    question.matches = [
      Matching.Decision(
        connection: "wb-main", product: "203415684",
        nomenclature: "39dd9a0a-7180-41f7-b9b3-c2340d7bf7e4", reason: "what if", author: "test")
    ]
    let sales = try Self.difference("p900", Self.ask(question, book))
    #expect(sales.counts.changed > 0)
    let columns = Set(sales.rows.flatMap(\.columns).map(\.name))
    #expect(columns.contains("nomenclature_ref"))
  }

  @Test func `a folder with something in it is refused`() throws {
    let (book, _) = try Self.book()
    var question = WhatIf()
    question.without = [1]
    question.folder = book.folder
    #expect(throws: LedgerError.self) { try question.run(book.ledger) }
  }
}
