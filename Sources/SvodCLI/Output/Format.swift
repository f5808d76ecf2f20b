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

  func write(_ answer: Answer) {
    Machine.write(AnswerText.text(answer, chosen), to: 1)
  }

  /// A table for people; where a program reads, tab-free CSV is asked for explicitly.
  var chosen: Format { format ?? .table }
}

/// Writes an answer as text.
enum AnswerText {
  static func text(_ answer: Answer, _ format: Format) -> String {
    switch format {
    case .table: AnswerTable.text(answer)
    case .json:
      "[" + answer.rows.map { JSONText.object($0, answer.columns) }.joined(separator: ",\n ")
        + "]\n"
    case .ndjson: answer.rows.map { JSONText.object($0, answer.columns) + "\n" }.joined()
    case .csv: csv(answer)
    }
  }

  static func json(_ cell: Answer.Cell) -> String { JSONText.value(cell) }

  private static func csv(_ answer: Answer) -> String {
    ([CSVText.header(answer.columns)] + answer.rows.map(CSVText.line)).joined()
  }
}
