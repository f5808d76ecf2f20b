import ArgumentParser
import Ledger
import Platform

struct RestatedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restated",
    abstract: "Which days that were reported before have other money now, and why.",
    discussion: """
      Compares each table as it stood at a position or a time with how it stands now, by cabinet and
      day, and tells which import changed each day by how much. Days that had no row then are not
      restated but new, and are left out.

        svod restated --since 2026-04-01T00:00:00+03:00
        svod restated --since 1200 p904 --format csv
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "Tables; all that hold money without one.") var tables: [String] = []
  @Option(help: "A position of the log, a day or a time.") var since: String
  @OptionGroup var format: FormatOption

  func run() throws {
    let ledger = try book.ledger()
    let position = try Arguments.position(since, "--since", ledger)
    let restatement = try Restatement(
      ledger, since: position, TableArguments.projectors(tables, ledger))
    switch format.chosen {
    case .json, .ndjson: Machine.write(RestatementText.json(restatement), to: 1)
    case .csv: format.write(RestatementText.answer(restatement))
    case .table: Machine.write(RestatementText.words(restatement), to: 1)
    }
  }
}
