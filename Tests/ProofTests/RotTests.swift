import TestKit
import Tampering
import Testing

@Suite("Rot is found wherever it sits")
struct RotTests {
  @Test func `a flipped bit in log, WAL, archive, tables or checkpoints is found by both`() throws {
    let tally = try FlipProof.run(count: Nightly.count(180, nightly: 1_000_000), seed: 51)
    #expect(tally.failures == [])
    #expect(tally.isKept && tally.found > tally.tried / 4, "\(tally.line)")
  }

  @Test func `the bits of a small log are found one by one`() throws {
    let tally = try FlipProof.everyBitOfTheLog(
      step: Nightly.isOn ? 1 : 9_973, judges: Nightly.isOn ? [.verify] : Judge.both)
    #expect(tally.failures == [])
    #expect(tally.isKept, "\(tally.line)")
  }

  @Test func `SQLite's own check alone would miss most of it`() throws {
    let tally = try FlipProof.run(count: 60, seed: 52, judges: [.integrityCheckAlone])
    #expect(tally.missed > tally.tried / 4, "\(tally.line)")
  }

  @Test func `without its hashes verify would miss some of it`() throws {
    let tally = try FlipProof.run(count: 60, seed: 53, judges: [.withoutHashes])
    #expect(tally.missed > 0, "\(tally.line)")
  }
}
