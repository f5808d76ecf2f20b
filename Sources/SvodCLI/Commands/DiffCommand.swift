import ArgumentParser
import Ledger
import Platform

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "How tables differ between two states of the books.",
    discussion: """
      A state is a position of the log, a time, or a folder of tables such as rebuild --into makes.
      Rows that came, went and changed, and the money that moved by cabinet and day.

        svod diff --from 1200 --to 1350 p904
        svod diff --from /tmp/march
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "Tables; all without one.") var tables: [String] = []
  @Option(help: "The earlier state.") var from: String
  @Option(help: "The later state; the head of the log without it.") var to: String?
  @Option(help: "At most so many rows of each table and kind are shown.") var limit = 20
  @OptionGroup var format: FormatOption

  func run() throws {
    guard limit >= 0 else { throw LedgerError(.usage, "--limit is 0 or more") }
    let ledger = try book.ledger()
    let later =
      try to.map { try state($0, "--to", ledger) }
      ?? .position(ledger.position(checked: Status(ledger).position))
    let differences = try ledger.differences(
      from: state(from, "--from", ledger), to: later, TableArguments.projectors(tables, ledger),
      rowsMax: limit)
    switch format.chosen {
    case .json: Machine.write(DifferenceText.json(differences) + "\n", to: 1)
    case .ndjson: Machine.write(DifferenceText.lines(differences), to: 1)
    case .table, .csv:
      for difference in differences where !difference.isEmpty {
        Machine.write(DifferenceText.words([difference]), to: 1)
        Machine.write(DifferenceRowsText.words(difference), to: 1)
      }
    }
  }

  private func state(_ text: String, _ option: String, _ ledger: Ledger) throws -> TablesThen {
    if case .folder? = try Files.kind(text) { return .folder(text) }
    return .position(try Arguments.position(text, option, ledger))
  }
}
