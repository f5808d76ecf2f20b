import EventLog
import Ledger
import Projecting
import TestKit
import Testing

@Suite("What an import said can be taken back")
struct RevocationTests {
  @Test(arguments: Trip.all)
  func `a revoked import has never been, and imported again has always been there`(
    _ trip: Trip
  ) throws {
    let book = try TemporaryBook(after: trip)
    let whole = try book.hashes().mapValues(\.content)
    for (index, step) in trip.plan.imports.enumerated() {
      let without = try Self.hashes(of: trip, without: index)
      let report = try book.revoke(step, of: trip)
      #expect(report.imports.count == step.files.count, "\(step.payload)")
      let revoked = try book.hashes().mapValues(\.content)
      for table in without.keys.sorted() {
        #expect(revoked[table] == without[table], "\(table) without \(step.payload)")
      }
      try book.take(step, of: trip, updates: true)
      let again = try book.hashes().mapValues(\.content)
      for table in whole.keys.sorted() {
        #expect(again[table] == whole[table], "\(table) with \(step.payload) again")
      }
    }
    let verification = try Verification(book.ledger, deep: true, against: nil)
    #expect(verification.findings.map { "\($0.place): \($0.problem)" } == [])
  }

  /// The tables of a trip that never had one of its imports.
  private static func hashes(of trip: Trip, without index: Int) throws -> [String: String] {
    let book = try TemporaryBook()
    try book.connect(trip)
    for (place, step) in trip.plan.imports.enumerated() where place != index {
      try book.take(step, of: trip, updates: false)
    }
    try book.decide(trip)
    _ = try book.ledger.update(Projectors.all)
    return try book.hashes().mapValues(\.content)
  }

  private static let seeds = Array(0..<UInt64(Nightly.count(1, nightly: 20)))

  /// Pages that overlap, in any order: some are revoked at some time, alone or together.
  @Test(arguments: RandomOrderTests.trips + RandomOrderTests.others)
  func `what the other imports say is left, in whatever order they came`(_ name: String) throws {
    let trip = try Trip(name)
    for seed in Self.seeds {
      var random = SeededRandom(seed ^ 0x5EED)
      let book = try TemporaryBook()
      try book.connect(trip)
      let commands = try trip.shuffled(for: book, &random)
      var left: [(request: ImportRequest, ids: [Int64])] = []
      for command in commands {
        let report = try book.ledger.take(command, updates: false)
        left.append((command, report.files.map { $0.alreadyImported ?? $0.importID }))
        guard random.once(in: 3) else { continue }
        let ids = left[Int.random(in: 0..<left.count, using: &random)].ids
        _ = try book.ledger.revoke(
          Revocation(ids, reason: "a trial", author: "test"), isDryRun: false)
        left.removeAll { !Set($0.ids).isDisjoint(with: ids) }
        if left.isEmpty { break }
      }
      try book.decide(trip)
      _ = try book.ledger.update(Projectors.all)
      let other = try TemporaryBook()
      try other.connect(trip)
      for entry in left { _ = try other.ledger.take(entry.request, updates: false) }
      try other.decide(trip)
      _ = try other.ledger.update(Projectors.all)
      let expected = try other.hashes().mapValues(\.content)
      let found = try book.hashes().mapValues(\.content)
      for table in expected.keys.sorted() {
        #expect(found[table] == expected[table], "\(table), seed \(seed)")
      }
    }
  }
}
