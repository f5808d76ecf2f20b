import ArgumentParser
import Domain
import Ledger
import Platform

/// `svod import PATH…`: the import itself.
struct ImportTake: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take", abstract: "Take payloads in, append what is new, update the tables.",
    discussion: """
      The word take may be left out. Kinds are told from the content. A bad row is set aside and the
      others go on, and so is a file that no kind fits (exit code 65). An answer that says that there is more is imported, and told; with
      --complete nothing is withdrawn then (exit code 65).

        svod import sales.json --connection wb-main --fetched-at 2026-03-05T08:00:00Z
        svod import prices/ --connection ut --complete
        curl … | svod import - --connection wb-main --kind wb.sales
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "Files, folders, or - for standard input.") var paths: [String]

  @Option(help: "The connection that the payloads came from.") var connection: String
  @Option(help: "The kind, where the content does not tell it.") var kind: String?
  @Option(help: "When they were fetched, RFC 3339; else now.") var fetchedAt: String?
  @Flag(help: "All files together are one complete answer.") var complete = false
  @Option(
    help: """
      daily or weekly, for settlement reports; a --complete weekly one takes the place of its days'.
      """)
  var reportPeriod: String?
  @Option(help: "The price type, for 1c.prices.") var priceType: String?
  @Option(help: "YYYY-MM or YYYY-MM-DD, for reports without a header.") var reportDate: String?
  @Flag(help: "An empty complete answer withdraws what it covers.") var confirmEmpty = false
  @Flag(help: "Append nothing; show what would change.") var dryRun = false
  @Flag(help: "Append nothing when a row is set aside.") var strict = false
  @Flag(name: .long, help: "Leave the tables as they are.") var noUpdate = false
  @OptionGroup var format: FormatOption

  func run() throws {
    var request = ImportRequest(paths: paths, connection: connection)
    request.kind = kind
    request.fetchedAt = try fetchedAt.map { try Arguments.instant($0, "--fetched-at") }
    request.isComplete = complete
    request.confirmsEmpty = confirmEmpty
    request.isStrict = strict
    request.isDryRun = dryRun
    request.reportPeriod = try period()
    request.priceType = priceType
    request.reportDate = try month()
    var ledger = try book.ledger()
    let isForPeople = format.chosen == .table || format.chosen == .csv
    ledger.taken = { file in
      if isForPeople { Machine.write(ImportReportText.words(file, isDryRun: dryRun), to: 1) }
      Machine.write(ImportReportText.warnings(file), to: 2)
    }
    let report = try ledger.take(request, updates: !noUpdate)
    Machine.write(
      isForPeople ? ImportReportText.words(after: report) : ImportReportText.json(report), to: 1)
    Machine.write(ImportReportText.missing(report), to: 2)
    Machine.write(ImportReportText.unread(report), to: 2)
    for remark in report.remarks { Machine.write("svod: \(remark)\n", to: 2) }
    if report.setAsideCount > 0 || report.isClaimRefused || !report.unread.isEmpty {
      throw ExitCode(LedgerError.Code.data.rawValue)
    }
  }

  private func period() throws -> String? {
    guard let reportPeriod else { return nil }
    guard ["daily", "weekly"].contains(reportPeriod) else {
      throw LedgerError(.usage, "--report-period is daily or weekly, not \(reportPeriod)")
    }
    return reportPeriod
  }

  private func month() throws -> String? {
    guard let reportDate else { return nil }
    let day = reportDate.utf8.count == 7 ? reportDate + "-01" : reportDate
    guard Array(day.utf8).borrowed({ Day(iso: $0) }) != nil, day.utf8.count == 10 else {
      throw LedgerError(.usage, "--report-date is YYYY-MM or YYYY-MM-DD, not \(reportDate)")
    }
    return reportDate
  }
}
