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
    for note in trace.notes { Machine.write("svod: \(AnswerTable.visible(note))\n", to: 2) }
    Machine.write(words(trace), to: format.chosen == .csv ? 2 : 1)
  }

  private static func words(_ trace: SumTrace) -> String {
    let isOne = trace.sums.count == 1
    let sums = trace.sums.map { sum in
      let currency = sum.currency.map(AnswerTable.visible) ?? "without a currency"
      return "\(trace.column) = \(sum.sum)\(isOne ? "" : " \(currency)") over \(sum.count) "
        + (sum.count == 1 ? "row" : "rows")
    }
    let left = trace.count > trace.rows.count ? ", \(trace.rows.count) shown" : ""
    return sums.joined(separator: "\n") + left + "\n"
  }

  static func json(_ trace: SumTrace) -> String {
    let rows = trace.rows.map { row in
      let key = zip(trace.key, row.key).map { "\(JSONText.quoted($0)):\(AnswerText.json($1))" }
      return "{\"key\":{\(key.joined(separator: ","))},\"value\":\(AnswerText.json(row.value)),"
        + "\"events\":[\(row.positions.map(String.init).joined(separator: ","))]}"
    }
    let sums = trace.sums.map { sum in
      "{\"currency\":\(sum.currency.map(JSONText.quoted) ?? "null"),\"sum\":\(sum.sum),"
        + "\"row_count\":\(sum.count)}"
    }
    // Several currencies have no sum.
    let sum = trace.sums.count == 1 ? "\(trace.sums[0].sum)" : "null"
    return "{\"column\":\(JSONText.quoted(trace.column)),\"sum\":\(sum),"
      + (trace.sums.count > 1 ? "\"sums\":[\(sums.joined(separator: ","))]," : "")
      + "\"row_count\":\(trace.count),\n \"rows\":[\(rows.joined(separator: ",\n  "))]}\n"
  }
}
