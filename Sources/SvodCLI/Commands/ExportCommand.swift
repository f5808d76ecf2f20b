import ArgumentParser
import Ledger
import Platform

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write whole tables into a folder, for other programs.",
    discussion: """
      One file a table, or a copy of its database. A file is there whole or not at all, and one that is
      there already is kept unless --force is given. Without tables: every table that was built. In CSV
      a text that a spreadsheet would take for a formula has ' before it; numbers are as they are.

        svod export p900 p903 --into out
        svod export p904 --into out --csv-excel
        svod export --into out --format sqlite --force
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "The tables: p903 or the full name.") var tables: [String] = []
  @Option(help: "The folder; it is made when it is absent.") var into: String
  @Option(help: "csv, ndjson, json or sqlite.") var format: Export.Format = .csv
  @Flag(name: .customLong("csv-excel"), help: CSVExcel.help) var isForExcel = false
  @Flag(help: "Replace files that are there already.") var force = false

  func run() throws {
    let ledger = try book.ledger()
    guard !isForExcel || format == .csv else {
      throw LedgerError(
        .usage, "--csv-excel is a CSV: it does not go with --format \(format.rawValue)")
    }
    var export = Export(into: into, format, replaces: force)
    if isForExcel { export.dialect = .excel }
    let written = try export.write(tables, of: ledger)
    for file in written {
      let rows = file.rows.map { ": \($0) rows" } ?? ""
      Machine.write("\(file.name)\(rows)\n", to: 1)
    }
  }
}

extension Export.Format: ExpressibleByArgument {}
