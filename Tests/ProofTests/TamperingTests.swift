import TestKit
import Tampering
import Testing

@Suite("Tampering is found by both verifiers, and where")
struct TamperingTests {
  @Test func `a sound book is sound to both`() throws {
    let book = try SampleBook()
    let bench = try Bench()
    try book.write(to: bench.path + "/book")
    for judge in Judge.both {
      #expect(try judge.run([bench.path + "/book"]) == [[]], "\(judge.name)")
    }
  }

  @Test func `every kind of change is found`() throws {
    let tally = try MutationProof.run(
      count: Nightly.count(3 * Mutation.all.count, nightly: 10_000), seed: 61)
    #expect(tally.failures == [])
    #expect(tally.isKept && tally.found == tally.tried, "\(tally.line)")
  }

  @Test func `SQLite's own check alone would miss nearly all`() throws {
    let tally = try MutationProof.run(
      count: Mutation.all.count, seed: 62, judges: [.integrityCheckAlone])
    #expect(tally.missed > tally.tried / 2, "\(tally.line)")
  }

  @Test func `without hashes a rewritten log would pass`() throws {
    let tally = try MutationProof.run(
      count: Mutation.all.count, seed: 63, judges: [.withoutHashes])
    #expect(tally.failures.contains { $0.hasPrefix("rewrite:") }, "\(tally.line)")
  }
}
