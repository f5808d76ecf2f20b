import TestKit
import Tampering
import Testing

@Suite("SQL, backups, erasures")
struct PromiseTests {
  @Test func `a statement that would change history is refused or found`() throws {
    let tally = try StatementProof.run()
    #expect(tally.failures == [])
    #expect(tally.isKept && tally.found == StatementProof.statements.count, "\(tally.line)")
  }

  @Test func `without the checks some statements would pass`() throws {
    let tally = try StatementProof.run(judge: .integrityCheckAlone)
    #expect(tally.missed > 5, "\(tally.line)")
  }

  @Test func `a backup is good or it is refused`() throws {
    let tally = try BackupProof.run(count: Nightly.count(36, nightly: 5_000), seed: 71)
    #expect(tally.failures == [])
    #expect(tally.isKept && tally.found == tally.tried, "\(tally.line)")
  }

  @Test func `copied back without its checks, a harmed backup would pass`() throws {
    let tally = try BackupProof.run(count: 18, seed: 72, checks: false)
    #expect(tally.missed > 4, "\(tally.line)")
  }

  @Test func `who is erased is in no file, and both verifiers stay clean`() throws {
    let tally = try ErasureProof.run(count: Nightly.count(4, nightly: 500), seed: 81)
    #expect(tally.failures == [])
    #expect(tally.isKept && tally.found == tally.tried, "\(tally.line)")
  }

  @Test func `who is not erased is found in the files`() throws {
    let tally = try ErasureProof.run(count: 2, seed: 81, erases: false, judges: [])
    #expect(tally.lost == 2, "\(tally.line)")
  }
}
