import Ledger

/// A trace in words or as JSON.
enum TraceText {
  static func words(_ trace: Trace) -> String {
    var text = "row\n"
    for (name, cell) in zip(trace.row.columns, trace.row.rows[0]) {
      switch cell {
      case .null: continue
      case .number(let digits): text += "  \(name) = \(digits)\n"
      case .text(let value): text += "  \(name) = \(AnswerTable.visible(value))\n"
      }
    }
    var before: [EventDescription.Named] = []
    for step in trace.steps {
      text += "\n" + EventText.head(step.event)
      text += HistoryCommand.changes(before, step.event.values)
      before = step.event.values
      switch step.source {
      case .missing(let reason): text += "source: \(reason)\n"
      case .bytes(let bytes, let line, let column):
        text += "source: line \(line), column \(column), \(bytes.count) bytes\n"
        text += AnswerTable.visibleLines(String(decoding: bytes, as: UTF8.self)) + "\n"
      }
    }
    return text
  }

  static func json(_ trace: Trace) -> String {
    let row = AnswerText.text(trace.row, .ndjson).dropLast()
    let steps = trace.steps.map { step in
      let source =
        switch step.source {
        case .missing(let reason): "{\"missing\":\(JSONText.quoted(reason))}"
        case .bytes(let bytes, let line, let column):
          "{\"line\":\(line),\"column\":\(column),"
            + "\"text\":\(JSONText.quoted(String(decoding: bytes, as: UTF8.self)))}"
        }
      return "{\"event\":\(step.event.json),\"source\":\(source)}"
    }
    return "{\"row\":\(row),\"events\":[\(steps.joined(separator: ",\n "))]}\n"
  }
}
