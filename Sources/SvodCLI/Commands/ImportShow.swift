import ArgumentParser
import Ledger
import Platform

struct ImportShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "What an import brought: its events, and the rows they make.",
    discussion: "Example: svod import show 3 --limit 100")

  @OptionGroup var book: BookOption
  @Argument(help: "The import's number.") var number: Int64
  @Option(help: "At most so many events, and so many rows a table; all are counted.") var limit = 20
  @OptionGroup var format: FormatOption

  func run() throws {
    try Self.write([ImportContents(book.ledger(), import: number, limit: checked(limit))], format)
  }

  private func checked(_ limit: Int) throws -> Int {
    guard limit >= 0 else { throw LedgerError(.usage, "--limit is 0 or more") }
    return limit
  }

  static func write(_ all: [ImportContents], _ format: FormatOption) {
    switch format.chosen {
    case .json, .ndjson:
      Machine.write(all.map(ImportContentsText.json).joined(), to: 1)
    case .table, .csv:
      Machine.write(all.map(ImportContentsText.words).joined(separator: "\n"), to: 1)
    }
  }
}
