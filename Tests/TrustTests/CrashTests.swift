import TestKit
import Testing
import Trust

@Suite("A command that is cut off is completed by running it again", .serialized)
struct CrashTests {
  /// How many places of each kind are tried in the test command.
  private static let counts: [(fault: CrashProof.Fault, count: Int)] = [
    (.kills, 15), (.failures, 14), (.failedSyncs, 6), (.failedReads, 2), (.noMemory, 2),
  ]

  @Test(arguments: CutCommand.all.map(\.name))
  func `cut at any call, each in its way`(_ name: String) throws {
    let proof = try CrashProof(#require(CutCommand.named(name)))
    for (fault, count) in Self.counts {
      let cuts = CrashProof.sample(
        proof.cuts(fault), Nightly.count(count, nightly: .max), seed: 31)
      let tally = try proof.run(cuts)
      #expect(tally.failures.prefix(4) == [], "\(fault): \(tally.line)")
    }
  }

  @Test func `a book with one payload less than there should be is found`() throws {
    // The same command and the same cuts, compared with what another command leaves.
    let other = try CrashProof(#require(CutCommand.named("connect"))).wanted
    let proof = try CrashProof(#require(CutCommand.named("import")))
    let cuts = CrashProof.sample(proof.cuts([.kill]), 3, seed: 5)
    #expect(try proof.run(cuts, against: other).lost == 3)
  }
}
