import TestKit
import Testing
import Trust

@Suite("A long log stays cheap")
struct LongLogTests {
  @Test func `opening, looking up a connection and appending read as much of any log`() throws {
    let short = try LongLog(events: 2_000)
    let long = try LongLog(events: Nightly.count(20_000, nightly: 1_000_000))
    // Each of a few lookups may go one or two levels deeper.
    #expect(long.opening <= short.opening + 4)
    #expect(long.connections <= short.connections + 12)
    #expect(long.appending <= short.appending + 12)
  }
}
