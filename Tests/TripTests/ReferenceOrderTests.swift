import EventLog
import Ledger
import Projecting
import TestKit
import Testing

/// An item, a price, a card, a decision: what rows look up changes after them, in any order, and only
/// the rows that asked are folded anew.
@Suite("A change of what is looked up touches the rows that asked")
struct ReferenceOrderTests {
  static let trips = [
    "dealer-price-tables", "ozon-finance", "ozon-realization", "wb-finance-api", "wb-sales",
    "wb-tariffs-prices", "ym-netting", "ym-orders",
  ]

  /// 200 random orders in all; more by night.
  @Test(arguments: trips)
  func `in whatever order the changes come, the tables are those of a rebuild`(
    _ name: String
  ) throws {
    let trip = try Trip(name)
    var inPlace = 0
    let book = try TemporaryBook(after: trip)
    for seed in 0..<UInt64(Nightly.count(25, nightly: 400)) {
      var changes = try ReferenceChanges(book, SeededRandom(seed))
      var made: [String] = []
      for _ in 0..<4 {
        let change = try changes.make()
        made.append(change.what)
        inPlace += change.tables.filter { !$0.wasRebuilt && $0.changed + $0.added > 0 }.count
      }
      try TripTests.expectRebuilt(book, "seed \(seed): \(made.joined(separator: ", "))")
    }
    #expect(inPlace > 20, "the changes have to touch rows in place")
    let verification = try Verification(book.ledger, deep: true, against: nil)
    #expect(verification.findings.map { "\($0.place): \($0.problem)" } == [])
  }
}
