import TestKit
import Tampering
import Testing

@Suite("Evidence convinces whoever has nothing but it", .enabled(if: Judge.isOutsiderHere))
struct EvidenceTests {
  @Test func `whole evidence passes and changed evidence does not`() throws {
    let tally = try EvidenceProof.run(count: Nightly.count(24, nightly: 2_000), seed: 91)
    #expect(tally.failures == [])
    #expect(tally.isKept && tally.found == tally.tried, "\(tally.line)")
  }

  @Test func `who only opens the archive is convinced by anything`() throws {
    let tally = try EvidenceProof.run(count: 16, seed: 92, judge: .archiveAlone)
    #expect(tally.missed == 12, "\(tally.line)")
  }
}
