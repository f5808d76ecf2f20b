import TestKit
import Testing
import Trust

@Suite("Days of work leave nothing behind")
struct LongRunTests {
  @Test func `files, write-ahead logs and the memory of a rebuild stay as they were`() throws {
    let tally = try LongRunProof.run(rounds: Nightly.count(20, nightly: 1_000), seed: 2_001)
    #expect(tally.failures == [])
    #expect(tally.isKept, "\(tally.line)")
  }

  @Test(arguments: [LongRunProof.Fault.keepsConnections, .keepsReading])
  func `what stays open is seen`(_ fault: LongRunProof.Fault) throws {
    let tally = try LongRunProof.run(rounds: 6, seed: 2_002, fault: fault)
    #expect(tally.lost > 0, "\(tally.line)")
  }

  /// Every further sale adds to what is held, until the last rebuild has twenty thousand.
  @Test func `a rebuild that takes what it likes is seen`() throws {
    let tally = try LongRunProof.run(rounds: 48, seed: 2_003, fault: .spendsMemory)
    #expect(tally.lost > 0, "\(tally.line)")
  }
}
