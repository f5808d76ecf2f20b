import Ledger
import Platform

/// Columns under their names, numbers to the right, as wide as they need to be.
enum AnswerTable {
  /// A cell wider than this is cut with `…` on a terminal.
  private static let cellMax = 40

  static func text(_ answer: Answer) -> String {
    let cut = Machine.isTerminal(1)
    let rows = answer.rows.map { row in row.map { shown($0, cut: cut) } }
    var widths = answer.columns.map(\.count)
    for row in rows {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) }
    }
    let isNumber = answer.columns.indices.map { index in
      answer.rows.contains { if case .number = $0[index] { true } else { false } }
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { index, cell in
        let space = String(repeating: " ", count: widths[index] - cell.count)
        return isNumber[index] ? space + cell : cell + space
      }
      return trimmed(padded.joined(separator: "  ")) + "\n"
    }
    return ([answer.columns] + rows).map(line).joined()
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// A cell inside a sentence.
  static func shown(_ cell: Answer.Cell) -> String {
    cell == .null ? "absent" : shown(cell, cut: false)
  }

  private static func shown(_ cell: Answer.Cell, cut: Bool) -> String {
    let text =
      switch cell {
      case .null: ""
      case .number(let digits): digits
      case .text(let text): visible(text)
      }
    return cut && text.count > cellMax ? text.prefix(cellMax - 1) + "…" : text
  }

  /// Control characters would move the terminal's cursor: they are shown as `·`.
  static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "·" : $0 }))
  }
}

extension AnswerTable {
  /// The same for text of several lines.
  static func visibleLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { visible(String($0)) }.joined(separator: "\n")
  }
}
