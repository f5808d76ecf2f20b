import Ledger
import Platform

/// Columns under their names, numbers to the right, as wide as they need to be.
enum AnswerTable {
  /// A cell wider than this is cut with `…` on a terminal.
  private static let cellMax = 40

  static func text(_ answer: Answer) -> String {
    let cut = Machine.isTerminal(1)
    let rows = answer.rows.map { row in row.map { shown($0, cut: cut) } }
    let names = answer.columns.map(visible)
    var widths = names.map(\.count)
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
    return ([names] + rows).map(line).joined()
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

  /// Control characters would move the terminal's cursor, and marks of direction would reorder what
  /// stands on the line: they are shown as `·`.
  static func visible(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { moves($0.value) ? "·" : $0 }))
  }

  private static func moves(_ scalar: UInt32) -> Bool {
    switch scalar {
    case ..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}

extension AnswerTable {
  /// The same for text of several lines.
  static func visibleLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { visible(String($0)) }.joined(separator: "\n")
  }
}
