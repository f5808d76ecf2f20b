import ArgumentParser
import Ledger
import Platform

/// How an answer is written on stdout.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case table, json, ndjson, csv
}

/// `--format`.
struct FormatOption: ParsableArguments {
  @Option(name: .long, help: "table, json, ndjson or csv; a table on a terminal.")
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
      "[" + answer.rows.map { object($0, answer.columns) }.joined(separator: ",\n ") + "]\n"
    case .ndjson: answer.rows.map { object($0, answer.columns) + "\n" }.joined()
    case .csv: csv(answer)
    }
  }

  private static func object(_ row: [Answer.Cell], _ columns: [String]) -> String {
    let members = zip(columns, row).map { "\(JSONText.quoted($0)):\(json($1))" }
    return "{" + members.joined(separator: ",") + "}"
  }

  static func json(_ cell: Answer.Cell) -> String {
    switch cell {
    case .null: "null"
    case .number(let digits): digits
    case .text(let text): JSONText.quoted(text)
    }
  }

  private static func csv(_ answer: Answer) -> String {
    var lines = [answer.columns.map(quoted).joined(separator: ",")]
    for row in answer.rows {
      lines.append(
        row.map { cell in
          switch cell {
          case .null: ""
          case .number(let digits): digits
          case .text(let text): quoted(guarded(text))
          }
        }.joined(separator: ","))
    }
    return lines.map { $0 + "\r\n" }.joined()
  }

  /// A text that a spreadsheet would take for a formula is marked as text.
  private static func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return text
    }
    return "'" + text
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\r\n'".unicodeScalars.contains($0) }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
