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
      for command in try commands(trip, book, &random) {
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

  /// The imports of a trip in a random order, those of one payload in its own.
  static func commands(
    _ trip: Trip, _ book: TemporaryBook, _ random: inout SeededRandom
  ) throws -> [ImportRequest] {
    var queues = try trip.plan.imports.map { try pages(of: $0, trip, book, &random) }
    var commands: [ImportRequest] = []
    while !queues.isEmpty {
      let index = Int.random(in: 0..<queues.count, using: &random)
      commands.append(queues[index].removeFirst())
      if queues[index].isEmpty { queues.remove(at: index) }
    }
    return commands
  }

  /// One import of a trip as one or more commands.
  private static func pages(
    of step: Trip.Step, _ trip: Trip, _ book: TemporaryBook, _ random: inout SeededRandom
  ) throws -> [ImportRequest] {
    var pages: [String] = []
    for file in step.files {
      let bytes = try PackageFolder.bytes(of: trip.file(file))
      // A page may have no row of the price type that is asked for.
      guard step.priceType == nil, let splitter = RowSplitter(bytes) else {
        pages.append(try book.write(bytes, to: file))
        continue
      }
      var ranges = splitter.pages(&random)
      if random.once(in: 3), let first = ranges.first {
        // An overlapping page of the same fetch.
        let end = Int.random(in: first.upperBound...splitter.count, using: &random)
        ranges.append(Int.random(in: 0..<end, using: &random)..<end)
      }
      for (index, range) in ranges.enumerated() {
        pages.append(try book.write(splitter.page(range), to: "\(index)-\(file)"))
      }
    }
    return step.isComplete ? [step.request(pages)] : pages.map { step.request([$0]) }
  }
}
