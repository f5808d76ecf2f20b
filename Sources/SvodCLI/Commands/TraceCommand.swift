import ArgumentParser
import Ledger
import Platform

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "From a row to its events and the bytes that they came from.",
    discussion: """
      The key is the table's primary key; leading parts may be left out where the rest names one row.

        svod trace p903 wb-main 307401554 1232610467
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "The table.") var table: String
  @Argument(help: "The parts of the row's key.") var key: [String]
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var format: FormatOption

  func run() throws {
    let ledger = try book.ledger()
    let projector = try ledger.projector(ofTable: table)
    let trace = try asOf.asking([projector], ledger) { folder in
      try Trace(ledger, projector, table: table, key: key, in: folder)
    }
    switch format.chosen {
    case .json, .ndjson: Machine.write(TraceText.json(trace), to: 1)
    case .table, .csv: Machine.write(TraceText.words(trace), to: 1)
    }
  }
}
