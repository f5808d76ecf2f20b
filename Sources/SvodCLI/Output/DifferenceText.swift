import Ledger

/// How tables differ, for people and for programs: rows a table, money a day and cabinet.
enum DifferenceText {
  /// Days of a table that are told one by one.
  private static let daysMax = 20

  /// Rows a table, and under it the money that moved.
  static func words(_ differences: [TableDifference]) -> String {
    differences.filter { !$0.isEmpty }.map(words).joined()
  }

  private static func words(_ difference: TableDifference) -> String {
    let counts = difference.counts
    var text = "\(difference.table): +\(counts.added) −\(counts.removed) ~\(counts.changed) rows\n"
    for money in difference.money.prefix(daysMax) {
      let sums = money.columns.map { "\($0.name) \(plain($0.before)) → \(plain($0.after))" }
      text += "  \(place(money)): \(sums.joined(separator: ", "))\n"
    }
    if difference.money.count > daysMax {
      text += "  \(difference.money.count - daysMax) more days; --format json tells all\n"
    }
    return text
  }

  private static func place(_ money: TableDifference.Money) -> String {
    [AnswerTable.visible(money.connection), money.day ?? "without a day", money.currency]
      .compactMap { $0 }.joined(separator: " ")
  }

  private static func plain(_ cell: Answer.Cell) -> String {
    switch cell {
    case .null: "none"
    case .number(let digits): digits
    case .text(let text): AnswerTable.visible(text)
    }
  }

  /// A list of objects, one a table; tables without a difference among them.
  static func json(_ differences: [TableDifference]) -> String {
    "[" + differences.map(json).joined(separator: ",\n ") + "]"
  }

  /// One line a table, then one a day, then one a row that is kept.
  static func lines(_ differences: [TableDifference]) -> String {
    differences.filter { !$0.isEmpty }.map { difference in
      let head = "{\"table\":\"\(difference.table)\","
      let inner = difference.money.map(members) + difference.rows.map(members)
      return ([counts(difference)] + inner).map { "\(head)\($0)}\n" }.joined()
    }.joined()
  }

  private static func json(_ difference: TableDifference) -> String {
    let money = difference.money.map { "{\(members($0))}" }
    let rows = difference.rows.map { "{\(members($0))}" }
    return "{\"table\":\"\(difference.table)\",\(counts(difference)),"
      + "\"money\":[\(money.joined(separator: ","))],\"rows\":[\(rows.joined(separator: ","))]}"
  }

  private static func counts(_ difference: TableDifference) -> String {
    let counts = difference.counts
    return "\"added\":\(counts.added),\"removed\":\(counts.removed),\"changed\":\(counts.changed)"
  }

  private static func members(_ money: TableDifference.Money) -> String {
    "\"connection\":\(JSONText.quoted(money.connection)),"
      + "\"day\":\(money.day.map(JSONText.quoted) ?? "null"),"
      + "\"currency\":\(money.currency.map(JSONText.quoted) ?? "null"),"
      + "\"rows_before\":\(money.rowsBefore),\"rows_after\":\(money.rowsAfter),"
      + "\"columns\":\(columns(money.columns))"
  }

  private static func members(_ row: TableDifference.Row) -> String {
    "\"change\":\"\(row.change.rawValue)\",\"key\":[\(row.key.map(json).joined(separator: ","))],"
      + "\"last_position\":\(row.lastPosition),\"columns\":\(columns(row.columns))"
  }

  private static func columns(_ columns: [TableDifference.Column]) -> String {
    let members = columns.map {
      "\(JSONText.quoted($0.name)):[\(json($0.before)),\(json($0.after))]"
    }
    return "{\(members.joined(separator: ","))}"
  }

  private static func json(_ cell: Answer.Cell) -> String {
    switch cell {
    case .null: "null"
    case .number(let digits): digits
    case .text(let text): JSONText.quoted(text)
    }
  }
}
