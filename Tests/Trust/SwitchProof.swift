import Hostile
import Ledger
import Platform
import Projecting
import Synchronization
package import TestKit

/// A table that is replaced again and again under its readers.
///
/// Two generations alternate that stand at different positions of the log: an answer has to be of one
/// of them, whole.
package enum SwitchProof {
  private static let sql = """
    SELECT (SELECT value FROM p900_file.meta WHERE key = 'position'), count(*), sum(qty)
    FROM p900_sales_register
    """

  /// Switches so often, by a process of its own, while as many readers as `readers` ask without a
  /// pause; at least `queries` are asked.
  ///
  /// A reader that asks twice for what belongs together mixes generations: the canary.
  package static func run(
    switches: Int, queries: Int, readers: Int = 2, asksTwice: Bool = false
  ) throws -> Tally {
    let bench = try StagedFolder(StagedBook.behind)
    let ledger = try Ledger(Book(bench.folder + "/book"))
    let last = try Status(ledger).position
    let positions = [last - 40, last]
    var wanted: [String] = []
    for position in positions {
      try turn(to: position, in: bench.folder)
      wanted.append("\(try FreeSQL().answer(sql, in: ledger.tables).rows)")
    }
    guard wanted[0] != wanted[1] else { throw SameAnswer() }
    let isOver = Atomic(false)
    let results = Mutex(Tally())
    let answers = wanted
    var failure: (any Error)?
    Workers.perform {
      do {
        var done = 0
        while done < switches || results.withLock({ $0.tried }) < queries {
          try turn(to: positions[done % 2], in: bench.folder)
          done += 1
        }
        results.withLock { $0.remarks.append("\(done) switches") }
      } catch { failure = error }
      isOver.store(true, ordering: .relaxed)
    } alongside: {
      Workers(readers).perform(readers) { _ in
        while !isOver.load(ordering: .relaxed) {
          let fault = fault(ledger.tables, answers, asksTwice)
          results.withLock { tally in
            tally.tried += 1
            if let fault { tally.lose(fault) } else { tally.found += 1 }
          }
        }
      }
    }
    if let failure { throw failure }
    return results.withLock { $0 }
  }

  struct SameAnswer: Error {}

  private static func turn(to position: Int64, in folder: String) throws {
    let child = try Child(
      [
        Child.svod, "rebuild", "p900", "--jobs", "1", "--as-of", "\(position)", "--into",
        "book/read", "--book", "book",
      ], in: folder)
    guard child.code == 0 else { throw CrashProof.Unsound(child.complaint) }
  }

  /// Asks once; what is wrong with the answer.
  private static func fault(
    _ tables: TableFolder, _ wanted: [String], _ asksTwice: Bool
  ) -> String? {
    do {
      let answer = try FreeSQL().answer(sql, in: tables).rows
      guard asksTwice else {
        return wanted.contains("\(answer)") ? nil : "\(answer) is of no generation"
      }
      let again = try FreeSQL().answer(sql, in: tables).rows
      return "\(answer)" == "\(again)" ? nil : "\(answer), then \(again)"
    } catch { return "\(error)" }
  }
}
