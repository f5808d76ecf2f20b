import ArgumentParser
import EventLog
import Ledger
import Platform

/// `svod import revoke`.
struct ImportRevoke: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Take back what imports said, as if they had never been.",
    discussion: """
      First shows what would change: rows of each table, money of each day. What other imports say
      as well stays; revised documents return to their state before; what a complete answer had
      withdrawn is back. Nothing is deleted: svod history still tells it, and the payload may be
      imported again.

        svod import revoke 12 --dry-run
        svod import revoke 12 13 --reason "the wrong cabinet" --yes
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "The imports' numbers, as svod import list tells them.") var imports: [Int64]
  @Option(help: "Why.") var reason: String = "revoked"
  @Option(help: "Who revokes (else the environment's USER).") var author: String?
  @Flag(help: "Append nothing; show what would change.") var dryRun = false
  @Flag(help: "Revoke: without it nothing is appended.") var yes = false
  @OptionGroup var format: FormatOption

  func run() throws {
    let ledger = try book.ledger()
    let revocation = Revocation(imports, reason: reason, author: MatchCommand.author(author))
    // What changes is told against tables that show all there is; and a revocation that was killed is
    // completed here, before its repetition is refused.
    if yes, !dryRun { try ledger.catchUp() }
    var report = try ledger.revoke(revocation, isDryRun: true)
    if yes, !dryRun {
      let differences = report.differences
      report = try ledger.revoke(revocation, isDryRun: false)
      report.differences = differences
    }
    Machine.write(Self.text(report, format.chosen), to: 1)
    for payload in report.unread { Machine.write("svod: \(payload)\n", to: 2) }
    if !yes, !dryRun {
      throw LedgerError(.usage, "nothing was changed: --yes revokes")
    }
  }

  private static func text(_ report: Revocation.Report, _ format: Format) -> String {
    switch format {
    case .table, .csv: words(report) + DifferenceText.words(report.differences)
    case .json:
      "{\(members(report)),\"tables\":\(DifferenceText.json(report.differences))}\n"
    case .ndjson: "{\(members(report))}\n" + DifferenceText.lines(report.differences)
    }
  }

  private static func words(_ report: Revocation.Report) -> String {
    let names = report.imports.map {
      "import \($0.id) (\(AnswerTable.visible($0.payloadName)), \($0.kind), \($0.connection))\n"
    }
    let verb = report.isDryRun ? "would count" : "count"
    return names.joined()
      + "\(report.takenBack) \(report.takenBack == 1 ? "event" : "events") \(verb) no more, "
      + "\(report.told) said by other imports \(report.isDryRun ? "would be" : "were") appended\n"
  }

  private static func members(_ report: Revocation.Report) -> String {
    let ids = report.imports.map { String($0.id) }
    return "\"dry_run\":\(report.isDryRun),\"imports\":[\(ids.joined(separator: ","))],"
      + "\"taken_back\":\(report.takenBack),\"told\":\(report.told)"
  }
}
