/// Rows as CSV by RFC 4180, in which no text is a formula.
///
/// A spreadsheet evaluates a cell that begins with one of `= + - @`, a tab or a line end, and one
/// that splits lines at semicolons or tabs finds such cells inside a text too. So `'` is put before
/// every such sign; numbers are written as they are.
package enum CSVText {
  /// For whom lines are written.
  package enum Dialect: Sendable {
    /// For programs: commas between cells, points in numbers.
    case plain

    /// For Excel where the comma is decimal: semicolons between cells, and a mark at the start that
    /// says UTF-8.
    case excel
  }

  /// The line of names, behind what a file begins with.
  package static func header(_ columns: [String], _ dialect: Dialect = .plain) -> String {
    (dialect == .excel ? "\u{FEFF}" : "") + line(columns.map { .text($0) }, dialect)
  }

  /// One row with its line end.
  package static func line(_ row: [Answer.Cell], _ dialect: Dialect = .plain) -> String {
    row.map { cell($0, dialect) }.joined(separator: dialect == .excel ? ";" : ",") + "\r\n"
  }

  private static func cell(_ cell: Answer.Cell, _ dialect: Dialect) -> String {
    switch cell {
    case .null: ""
    case .number(let digits): dialect == .excel ? digits.replacing(".", with: ",") : digits
    case .text(let text): quoted(guarded(text))
    }
  }

  /// The text with `'` before every sign that would begin a formula.
  package static func guarded(_ text: String) -> String {
    if !text.unicodeScalars.contains(where: beginsFormula) { return text }
    var result = String.UnicodeScalarView()
    var isAtStart = true
    var isBehindCut = false
    for scalar in text.unicodeScalars {
      if isAtStart, beginsFormula(scalar) { result.append("'") }
      result.append(scalar)
      // Quotes are doubled in CSV, so that behind a cut two of them are an empty text in quotes.
      isAtStart = splits(scalar) || (isBehindCut && scalar == "\"")
      isBehindCut = isAtStart
    }
    return String(result)
  }

  /// The signs, and their wide forms, which spreadsheets take for the same.
  private static func beginsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  /// What another reader may take for the end of a cell.
  private static func splits(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ";", "\t", "\r", "\n": true
    default: false
    }
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: needsQuotes) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private static func needsQuotes(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ";", "\"", "'", "\t", "\r", "\n": true
    default: false
    }
  }
}
