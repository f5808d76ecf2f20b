import Ledger
import Platform

/// A sum with its rows and their events, in words or as JSON.
enum SumTraceText {
  static func write(_ trace: SumTrace, _ format: FormatOption) {
    format.write(
      Answer(
        columns: trace.key + [trace.column, "events"],
        rows: trace.rows.map { row in
          row.key + [row.value, .text(row.positions.map(String.init).joined(separator: " "))]
        }))
    Machine.write(
      "\(trace.column) = \(trace.sum) over \(trace.count) \(trace.count == 1 ? "row" : "rows")"
        + (trace.count > trace.rows.count ? ", \(trace.rows.count) shown\n" : "\n"),
      to: format.chosen == .csv ? 2 : 1)
  }

  static func json(_ trace: SumTrace) -> String {
    let rows = trace.rows.map { row in
      let key = zip(trace.key, row.key).map { "\(JSONText.quoted($0)):\(AnswerText.json($1))" }
      return "{\"key\":{\(key.joined(separator: ","))},\"value\":\(AnswerText.json(row.value)),"
        + "\"events\":[\(row.positions.map(String.init).joined(separator: ","))]}"
    }
    return "{\"column\":\(JSONText.quoted(trace.column)),\"sum\":\(trace.sum),"
      + "\"row_count\":\(trace.count),\n \"rows\":[\(rows.joined(separator: ",\n  "))]}\n"
  }
}
