import Hostile
import Ledger
import Platform
import TestKit
import Testing
import Trust

@Suite("A crowd writes and reads one book", .serialized)
struct CrowdTests {
  @Test func `eight importers at once leave what one would have left`() throws {
    let tally = try CrowdProof.run(count: Nightly.count(2, nightly: 100), seed: 81)
    #expect(tally.failures.prefix(4) == [] && tally.isKept, "\(tally.line)")
  }

  @Test func `without the book's lock they do harm, and it is seen`() throws {
    let tally = try CrowdProof.run(count: 3, seed: 82, isLocked: false)
    #expect(tally.lost > 0, "\(tally.line)")
  }

  @Test func `an answer is of one generation while tables are switched`() throws {
    let tally = try SwitchProof.run(
      switches: Nightly.count(10, nightly: 1_000), queries: Nightly.count(300, nightly: 100_000))
    #expect(tally.failures.prefix(4) == [] && tally.isKept, "\(tally.line)")
  }

  @Test func `whoever asks twice gets two generations, and it is seen`() throws {
    let tally = try SwitchProof.run(switches: 10, queries: 300, asksTwice: true)
    #expect(tally.lost > 0, "\(tally.line)")
  }
}
