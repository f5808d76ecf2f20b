import ArgumentParser
import EventLog
import Ledger
import Platform

/// `svod reimport`.
struct ReimportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reimport",
    abstract: "Read the archived payloads with today's importers and compare the events.",
    discussion: """
      In memory: nothing is appended. Exit code 3 when the importers read otherwise than they did:
      each difference is told field by field. --accept appends the differences as revisions.

        svod reimport --kind wb.finance --since 2026-03-01T00:00:00Z
        svod reimport --format ndjson
        svod reimport --connection wb-main --accept
      """)

  @OptionGroup var book: BookOption
  @Option(help: "Only imports of this kind.") var kind: String?
  @Option(help: "Only imports of this connection.") var connection: String?
  @Option(help: "Only imports recorded since then, RFC 3339.") var since: String?
  @Option(help: "Differences of an import that are told; all are counted.") var limit: Int = 20
  @Flag(help: "Append what the importers read today as revisions.") var accept = false
  @OptionGroup var format: FormatOption

  func run() throws {
    let ledger = try book.ledger()
    var reimport = Reimport()
    reimport.kind = kind
    reimport.connection = connection
    reimport.since = try since.map { try Arguments.instant($0, "--since") }
    guard (0...100_000).contains(limit) else {
      throw LedgerError(.usage, "--limit is from 0 to 100000, not \(limit)")
    }
    reimport.toldMax = limit
    let comparisons = try reimport.compare(ledger)
    Machine.write(ReimportText.text(comparisons, format.chosen), to: 1)
    guard comparisons.contains(where: \.differs) else { return }
    guard accept else { throw ExitCode(LedgerError.Code.differences.rawValue) }
    let acceptance = try reimport.accept(ledger)
    Machine.write(
      "accepted \(acceptance.imports) \(acceptance.imports == 1 ? "reading" : "readings"): "
        + "\(acceptance.takenBack) events count no more, \(acceptance.told) appended\n"
        + ImportReportText.tables(acceptance.tables), to: 2)
    if comparisons.contains(where: { if case .refused = $0.outcome { true } else { false } }) {
      throw ExitCode(LedgerError.Code.differences.rawValue)
    }
  }
}
