import Digest
import EventLog
import Ledger
import Platform

/// Whether a book is none the worse for a power loss during one command.
struct PowerJudge {
  let step: PowerStep

  /// The book before the command, and after it when nothing disturbs it.
  let before: PowerState?
  let after: PowerState

  /// What a crash leaves until the command runs again: an append without its line, and bytes that the
  /// log has as erased.
  private static let unfinished = ["the last append is missing", "and its bytes are still there"]

  /// What is wrong with a book in a folder.
  ///
  /// The command had said `said` when the power went, and had ended if it `isDone`. `isThorough` looks at
  /// every row once more at the end.
  func problem(
    _ folder: String, said: String, isDone: Bool, isThorough: Bool
  ) throws -> String? {
    let found = try PowerState(folder)
    if let found {
      if let lost = try loss(found, folder, said: said) { return lost }
      let findings = try findings(folder).first { finding in
        !Self.unfinished.contains(where: finding.hasSuffix)
      }
      if let findings { return "after the loss: \(findings)" }
    } else if before != nil {
      return "the book is gone"
    }
    if isDone, found != after { return "it was done, and is \(found?.description ?? "gone")" }
    if let problem = try repeated(folder, found) { return problem }
    return try isThorough
      ? findings(folder).first.map { "after the command ran again: \($0)" } : nil
  }

  /// What the log had before, or was said to have been taken in, and has no more.
  private func loss(_ found: PowerState, _ folder: String, said: String) throws -> String? {
    if let before {
      let head = try PowerStep.ledger(folder, step.clock).book.openLog().head(at: before.position)
      if head.position != before.position || head.hash.hex != before.headHash {
        return "the log lost what it had: \(found)"
      }
    }
    let told = said.matches(of: /\(import (\d+)\)/).compactMap { Int64($0.1) }.max() ?? 0
    let least = max(told, before?.imports ?? 0)
    return found.imports < least ? "\(found.imports) imports of \(least) are there" : nil
  }

  private func findings(_ folder: String) throws -> [String] {
    try Verification(PowerStep.ledger(folder, step.clock), deep: false, against: nil).findings
      .map { "\($0.place): \($0.problem)" }
  }

  /// Runs the command again; what is done already need not be done twice.
  private func repeated(_ folder: String, _ found: PowerState?) throws -> String? {
    if found == after, !step.isRepeatable { return nil }
    var complaint: String?
    do { try step.redo(folder, step.clock) } catch { complaint = "\(error)" }
    let state = try PowerState(folder)
    if state == after { return nil }
    return "the command ran again\(complaint.map { " (\($0))" } ?? ""), and it is "
      + "\(state?.description ?? "gone"), not \(after)"
  }
}
