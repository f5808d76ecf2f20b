import Ledger

/// The rows of a table's difference, a line each and a line a column.
enum DifferenceRowsText {
  static func words(_ difference: TableDifference) -> String {
    let shown = difference.rows.map(words).joined()
    let counts = difference.counts
    let left = counts.added + counts.removed + counts.changed - Int64(difference.rows.count)
    return shown + (left > 0 ? "  and \(left) rows more: --limit shows them\n" : "")
  }

  private static func words(_ row: TableDifference.Row) -> String {
    let key = row.key.map(AnswerTable.shown).joined(separator: " ")
    switch row.change {
    case .added: return "  + \(key)\n"
    case .removed: return "  − \(key)\n"
    case .changed:
      return "  ~ \(key)\n"
        + row.columns.map {
          "      \($0.name): \(AnswerTable.shown($0.before)) → \(AnswerTable.shown($0.after))\n"
        }.joined()
    }
  }
}
