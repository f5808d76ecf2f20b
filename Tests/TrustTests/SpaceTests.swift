import TestKit
import Testing
import Trust

@Suite("Without room nothing is lost, and everything is read", .serialized)
struct SpaceTests {
  @Test(.enabled(if: SpaceProof.canMount, "mounting a small disk is not allowed here"))
  func `a full disk is told in one line, and the import completes once there is room`() throws {
    let tally = try SpaceProof.run(.disk, count: Nightly.count(12, nightly: 1_000), seed: 41)
    #expect(tally.failures.prefix(4) == [] && tally.isKept, "\(tally.line)")
  }

  @Test func `so is a file that may not grow`() throws {
    let tally = try SpaceProof.run(.fileSize, count: Nightly.count(12, nightly: 1_000), seed: 42)
    #expect(tally.failures.prefix(4) == [] && tally.isKept, "\(tally.line)")
  }

  @Test func `an import that never got room is seen`() throws {
    let tally = try SpaceProof.run(.fileSize, count: 6, seed: 43, room: false)
    #expect(tally.lost > 0, "\(tally.line)")
  }
}
