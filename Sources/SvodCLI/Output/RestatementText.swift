import Domain
import Ledger

/// Restated days in words, as rows or as JSON.
enum RestatementText {
  static func words(_ restatement: Restatement) -> String {
    var text = ""
    for day in restatement.days {
      text += "\(day.table) \(place(day.money))\n"
      for column in day.money.columns {
        text += "  \(column.name): \(AnswerTable.shown(column.before)) → "
        text += "\(AnswerTable.shown(column.after))\n"
      }
      for cause in day.causes {
        let sums = cause.columns.map { "\($0.name) \(signed($0.by.description))" }
        text += "    by \(source(cause)): \(sums.joined(separator: ", "))\n"
      }
    }
    let count = restatement.days.count
    return text
      + "\(count) \(count == 1 ? "day" : "days") restated between positions \(restatement.from) "
      + "and \(restatement.to)\n"
  }

  private static func place(_ money: TableDifference.Money) -> String {
    [money.connection, money.day ?? "without a day", money.currency].compactMap(\.self)
      .map(AnswerTable.visible).joined(separator: " ")
  }

  private static func signed(_ digits: String) -> String {
    digits.hasPrefix("-") ? digits : "+" + digits
  }

  private static func source(_ cause: Restatement.Cause) -> String {
    let events =
      cause.firstPosition == cause.lastPosition
      ? "event \(cause.firstPosition)" : "events \(cause.firstPosition) to \(cause.lastPosition)"
    let name = AnswerTable.visible(cause.name)
    return (cause.importID.map { "import \($0), \(name)" } ?? name) + ", \(events)"
  }

  /// One row for each day, cause and column.
  static func answer(_ restatement: Restatement) -> Answer {
    Answer(
      columns: [
        "table", "connection_mp_ref", "day", "currency_code", "column", "before", "after",
        "import", "cause", "by",
      ],
      rows: restatement.days.flatMap { day in
        day.money.columns.flatMap { column in
          let start: [Answer.Cell] = [
            .text(day.table), .text(day.money.connection), day.money.day.map { .text($0) } ?? .null,
            day.money.currency.map { .text($0) } ?? .null, .text(column.name), column.before,
            column.after,
          ]
          let causes = day.causes.flatMap { cause in
            cause.columns.filter { $0.name == column.name }.map { (cause, $0.by) }
          }
          if causes.isEmpty { return [start + [.null, .null, .null]] }
          return causes.map { cause, by in
            start + [
              cause.importID.map { .integer($0) } ?? .null, .text(cause.name),
              .number(by.description),
            ]
          }
        }
      })
  }

  static func json(_ restatement: Restatement) -> String {
    let days = restatement.days.map { day in
      let columns = day.money.columns.map {
        "{\"column\":\"\($0.name)\",\"before\":\(AnswerText.json($0.before)),"
          + "\"after\":\(AnswerText.json($0.after))}"
      }
      return "{\"table\":\"\(day.table)\",\"connection\":\(JSONText.quoted(day.money.connection)),"
        + "\"day\":\(day.money.day.map(JSONText.quoted) ?? "null"),"
        + "\"currency\":\(day.money.currency.map(JSONText.quoted) ?? "null"),"
        + "\"rows_before\":\(day.money.rowsBefore),\"rows_after\":\(day.money.rowsAfter),"
        + "\"columns\":[\(columns.joined(separator: ","))],"
        + "\"causes\":[\(day.causes.map(json).joined(separator: ","))]}"
    }
    return "{\"from\":\(restatement.from),\"to\":\(restatement.to),\n"
      + " \"days\":[\(days.joined(separator: ",\n  "))]}\n"
  }

  private static func json(_ cause: Restatement.Cause) -> String {
    let columns = cause.columns.map { "\"\($0.name)\":\($0.by)" }
    return "{\"import\":\(cause.importID.map { "\($0)" } ?? "null"),"
      + "\"name\":\(JSONText.quoted(cause.name)),\"first_position\":\(cause.firstPosition),"
      + "\"last_position\":\(cause.lastPosition),\"by\":{\(columns.joined(separator: ","))}}"
  }
}
