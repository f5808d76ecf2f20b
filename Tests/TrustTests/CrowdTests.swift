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
    let tally = try Self.untilHarm { round in
      try CrowdProof.run(count: 1, seed: 82 + round, isLocked: false)
    }
    #expect(tally.lost > 0, "\(tally.line)")
  }

  @Test func `an answer is of one generation while tables are switched`() throws {
    let tally = try SwitchProof.run(
      switches: Nightly.count(10, nightly: 1_000), queries: Nightly.count(300, nightly: 100_000))
    #expect(tally.failures.prefix(4) == [] && tally.isKept, "\(tally.line)")
  }

  @Test func `whoever asks twice gets two generations, and it is seen`() throws {
    let tally = try Self.untilHarm { _ in
      try SwitchProof.run(switches: 10, queries: 300, asksTwice: true)
    }
    #expect(tally.lost > 0, "\(tally.line)")
  }
  /// Tries until harm is seen, thirty times at most: processes have to meet for it, and on a busy
  /// machine they do so more seldom.
  private static func untilHarm(_ round: (UInt64) throws -> Tally) rethrows -> Tally {
    var tally = Tally()
    for number in 0..<30 where tally.lost == 0 { tally.add(try round(UInt64(number))) }
    return tally
  }
}
