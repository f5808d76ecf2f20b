import TestKit
import Testing
import Trust

@Suite("Tables are the same wherever and however they are built")
struct DeterminismTests {
  @Test func `zones, locales, options, kills and pieces change nothing`() throws {
    let tally = try DeterminismProof.run(count: Nightly.count(24, nightly: 2_000), seed: 1_001)
    #expect(tally.failures == [])
    #expect(tally.isKept, "\(tally.line)")
  }

  @Test func `tables that trust the order of arrival are seen`() throws {
    let tally = try DeterminismProof.run(count: 8, seed: 1_002, trustsArrival: true)
    #expect(tally.lost > 1, "\(tally.line)")
  }
}
