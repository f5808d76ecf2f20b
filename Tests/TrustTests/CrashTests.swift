import TestKit
import Testing
import Trust

@Suite("A command that is cut off is completed by running it again", .serialized)
struct CrashTests {
  private static func run(
    _ name: String, _ count: Int, _ kinds: (CrashProof) -> [CrashProof.Cut]
  ) throws -> Tally {
    let proof = try CrashProof(#require(CutCommand.named(name)))
    return try proof.run(
      CrashProof.sample(kinds(proof), Nightly.count(count, nightly: .max), seed: 31))
  }

  @Test(arguments: CutCommand.all.map(\.name))
  func `killed at any call`(_ name: String) throws {
    let tally = try Self.run(name, 16) { $0.cuts(.kills) }
    #expect(tally.failures.prefix(4) == [], "\(tally.line)")
  }

  @Test(arguments: CutCommand.all.map(\.name))
  func `a call fails, writes half, or all do from then on`(_ name: String) throws {
    let tally = try Self.run(name, 20) { $0.cuts(.failures) }
    #expect(tally.failures.prefix(4) == [], "\(tally.line)")
  }

  @Test(arguments: CutCommand.all.map(\.name))
  func `after a failed sync nothing is acknowledged`(_ name: String) throws {
    let tally = try Self.run(name, 10) { $0.syncCuts }
    #expect(tally.failures.prefix(4) == [], "\(tally.line)")
  }

  @Test func `init is completed wherever it was killed`() throws {
    let tally = try Self.run("init", 60) { $0.cuts([.kill]) }
    #expect(tally.failures.prefix(4) == [], "\(tally.line)")
  }

  @Test func `a book with one payload less than there should be is found`() throws {
    // The same command and the same cuts, compared with what another command leaves.
    let other = try CrashProof(#require(CutCommand.named("connect"))).wanted
    let proof = try CrashProof(#require(CutCommand.named("import")))
    let cuts = CrashProof.sample(proof.cuts([.kill]), 3, seed: 5)
    #expect(try proof.run(cuts, against: other).lost == 3)
  }
}
