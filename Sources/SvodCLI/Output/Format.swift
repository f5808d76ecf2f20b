import ArgumentParser
import Ledger
import Platform

/// How an answer is written on stdout.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case table, json, ndjson, csv
}

/// `--format`.
struct FormatOption: ParsableArguments {
  @Option(
    name: .long,
    help: """
      table, json, ndjson or csv; a table on a terminal. In CSV a text that a spreadsheet would take \
      for a formula has ' before it; numbers are as they are.
      """)
  var format: Format?

  @Flag(name: .customLong("csv-excel"), help: CSVExcel.help)
  var isForExcel = false

  func validate() throws {
    guard isForExcel, let format, format != .csv else { return }
    throw ValidationError("--csv-excel is a CSV: it does not go with --format \(format)")
  }

  func write(_ answer: Answer) {
    Machine.write(AnswerText.text(answer, chosen, isForExcel ? .excel : .plain), to: 1)
  }

  /// A table for people; where a program reads, tab-free CSV is asked for explicitly.
  var chosen: Format { isForExcel ? .csv : format ?? .table }
}

/// Writes an answer as text.
enum AnswerText {
  static func text(
    _ answer: Answer, _ format: Format, _ dialect: CSVText.Dialect = .plain
  ) -> String {
    switch format {
    case .table: AnswerTable.text(answer)
    case .json:
      "[" + answer.rows.map { JSONText.object($0, answer.columns) }.joined(separator: ",\n ")
        + "]\n"
    case .ndjson: answer.rows.map { JSONText.object($0, answer.columns) + "\n" }.joined()
    case .csv: csv(answer, dialect)
    }
  }

  static func json(_ cell: Answer.Cell) -> String { JSONText.value(cell) }

  private static func csv(_ answer: Answer, _ dialect: CSVText.Dialect) -> String {
    ([CSVText.header(answer.columns, dialect)] + answer.rows.map { CSVText.line($0, dialect) })
      .joined()
  }
}
