import TestKit
import Testing
import Trust

@Suite("Power may go at any moment")
struct PowerTests {
  @Test func `what was acknowledged is there, and the same command completes`() throws {
    let tally = try PowerProof.run(count: Nightly.count(2_000, nightly: 100_000), seed: 201)
    #expect(tally.failures == [])
    #expect(tally.isKept, "\(tally.line)")
  }

  @Test(arguments: PowerProof.Fault.allCases)
  func `what is not synced is lost, and that is seen`(_ fault: PowerProof.Fault) throws {
    let tally = try PowerProof.run(count: 100, seed: 202, fault: fault)
    #expect(tally.lost > 0, "\(tally.line)")
  }

  /// The system takes what it could not write for written: everybody sees it, and no later sync brings
  /// it to the disk.
  @Test func `a checkpoint whose sync was refused is taken back`() throws {
    let tally = try PowerProof.refusals(of: "checkpoints", count: 120, seed: 203)
    #expect(tally.failures == [])
    #expect(tally.isKept, "\(tally.line)")
  }

  @Test func `a folder whose name the disk refused is made anew`() throws {
    let tally = try PowerProof.refusals(of: "", count: 120, seed: 204)
    #expect(tally.failures == [])
    #expect(tally.isKept, "\(tally.line)")
  }
}
