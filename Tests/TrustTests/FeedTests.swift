import TestKit
import Testing
import Trust

@Suite("Late, amended and identical rows survive")
struct FeedTests {
  @Test func `tables show what the newest answers say, however feeds arrive`() throws {
    let tally = try FeedProof.run(count: Nightly.count(36, nightly: 1_002), seed: 901)
    #expect(tally.failures == [])
    #expect(tally.isKept, "\(tally.line)")
  }

  @Test(arguments: FeedProof.Fault.allCases)
  func `what merges twins or trusts the order of arrival is seen`(_ fault: FeedProof.Fault) throws {
    let tally = try FeedProof.run(count: 48, seed: 902, fault: fault)
    #expect(tally.lost > 1, "\(tally.line)")
  }

  @Test func `a seed makes the same feed in every process`() {
    let rows = (900..<912).map { seed in
      FeedProof.pages(seed: seed).joined().reduce(0) { $0 + $1.count }
    }
    #expect(rows == [10, 58, 137, 40, 180, 48, 93, 96, 88, 64, 15, 18])
  }
}
