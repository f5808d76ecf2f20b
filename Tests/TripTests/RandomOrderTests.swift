import Ledger
import Projecting
import TestKit
import Testing

/// What a fetch told does not depend on when and in which pieces it is imported: each payload has its
/// fetched-at, and the pages of a complete answer stay one command.
@Suite("Tables do not depend on the order of imports")
struct RandomOrderTests {
  static let trips = ["onec-catalogue", "wb-finance-api", "wb-finance-v5", "wb-sales"]
  private static let seeds = Array(0..<UInt64(Nightly.count(10, nightly: 60)))

  /// 200 random splits in all; more by night.
  @Test(arguments: trips, 0..<5)
  func `payloads split and shuffled make the same tables`(_ name: String, _ batch: Int) throws {
    try Self.expectSameTables(name, seeds: Self.seeds.map { UInt64(batch) * 1_000 + $0 })
  }

  /// The other sources: 108 orders more.
  static let others = [
    "dealer-price-tables", "lemana", "ozon-finance", "ozon-postings", "ozon-realization",
    "ozon-returns", "wb-tariffs-prices", "ym-netting", "ym-orders",
  ]

  @Test(arguments: others)
  func `every source's payloads shuffled make the same tables`(_ name: String) throws {
    try Self.expectSameTables(name, seeds: Array(0..<UInt64(Nightly.count(12, nightly: 60))))
  }

  /// Orders in which two lists once came between three that told the same.
  @Test func `a commission that late lists interrupt is dated by the first list after them`() throws
  {
    try Self.expectSameTables("wb-tariffs-prices", seeds: [3_004, 4_001])
  }

  private static func expectSameTables(_ name: String, seeds: [UInt64]) throws {
    let trip = try Trip(name)
    let expected = try TemporaryBook(after: trip).hashes()
    for seed in seeds {
      var random = SeededRandom(seed)
      let book = try TemporaryBook()
      try book.connect(trip)
      for command in try trip.shuffled(for: book, &random) {
        let report = try book.ledger.take(command, updates: random.once(in: 4))
        #expect(report.setAsideCount == 0)
      }
      try book.decide(trip)
      _ = try book.ledger.update(Projectors.all)
      let found = try book.hashes()
      for table in expected.keys.sorted() {
        try #require(
          found[table]?.content == expected[table]?.content,
          "\(table), seed \(seed)")
      }
      try TripTests.expectRebuilt(book, "seed \(seed)")
    }
  }
}
