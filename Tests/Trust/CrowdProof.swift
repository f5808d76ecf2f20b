import Dispatch
import Hostile
import Ledger
import Platform
import Synchronization
package import TestKit

/// Many processes that write one book at once.
///
/// Afterwards the log has to hold what one process alone would have brought, and nothing twice.
package enum CrowdProof {
  /// Pages of sales that overlap; each is brought by several processes.
  private static let pages = [
    "1-sales-page-1.json", "1-sales-page-2.json", "1-sales-page-3.json", "1-sales-page-4.json",
  ]

  /// Lets eight importers loose so many times, in a different order each.
  ///
  /// Without the lock, which a library then only pretends to take, the harness has to find something.
  package static func run(count: Int, seed: UInt64, isLocked: Bool = true) throws -> Tally {
    var tally = Tally()
    var random = SeededRandom(seed)
    let bench = try StagedFolder(StagedBook.connected)
    for round in 0..<count {
      let words = (pages + pages).shuffled(using: &random).map(importing)
      try bench.reset()
      for words in words { _ = try Child([Child.svod] + words, in: bench.folder) }
      let wanted = try CrowdState(bench.folder + "/book")
      try bench.reset()
      tally.tried += words.count
      let faults =
        try outcomes(of: words, in: bench, isLocked).filter { $0.code != 0 }.map(\.complaint)
        + differences(wanted, bench.folder)
      if faults.isEmpty { tally.found += words.count }
      for fault in faults { tally.lose("round \(round) of seed \(seed): \(fault)") }
    }
    return tally
  }

  private static func importing(_ page: String) -> [String] {
    [
      "import", StagedBook.payload(page), "--connection", "wb-main", "--fetched-at",
      "2026-03-10T05:00:00Z", "--book", "book",
    ]
  }

  private static func differences(_ wanted: CrowdState, _ folder: String) -> [String] {
    do {
      let state = try CrowdState(folder + "/book")
      return (state == wanted ? [] : ["holds \(state), not \(wanted)"])
        + (try BookState.findings(in: folder))
    } catch { return ["\(error)"] }
  }

  /// Runs all at once, and waits for the last.
  private static func outcomes(
    of words: [[String]], in bench: StagedFolder, _ isLocked: Bool
  ) throws -> [Child] {
    var shim = Shim(folder: bench.folder)
    shim.lie = isLocked ? nil : .lock
    let environment = isLocked ? [:] : shim.environment(tally: "/dev/null")
    let folder = bench.folder
    let results = Mutex<[Result<Child, any Error>]>([])
    let group = DispatchGroup()
    for words in words {
      DispatchQueue.global().async(group: group) {
        let result = Result {
          try Child([Child.svod] + words, in: folder, environment: environment, secondsMax: 120)
        }
        results.withLock { $0.append(result) }
      }
    }
    group.wait()
    return try results.withLock { try $0.map { try $0.get() } }
  }
}

/// What a book holds, in whatever order it came.
struct CrowdState: Equatable {
  let events: Int64
  let imports: Int64
  let payloads: Int

  /// Tables with their hashes, those of where rows came from left out.
  let tables: [String]

  init(_ path: String) throws {
    let status = try Status(Ledger(Book(path)))
    events = status.position
    imports = status.imports
    payloads = status.payloads
    tables = status.tables.map { "\($0.alias) \($0.rows) \($0.hash) \($0.stale ?? "")" }
  }
}
