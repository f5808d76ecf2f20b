import Domain
import EventLog
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
    for step in trace.steps { text += "\n" + words(step) }
    return text
  }

  private static func words(_ step: Trace.Step) -> String {
    var text = EventText.head(step.event)
    switch step.role {
    case .document: break
    case .group: text += "  of the row's group\n"
    case .lookedUp(let said): text += "  looked up    \(AnswerTable.visible(said))\n"
    }
    if let origin = step.origin {
      text += "  brought by   \(ImportWords.line(origin))\n"
    }
    text += FieldChanges.words(step.before, step.event.values)
    if let member = step.member {
      text += "source: «\(AnswerTable.visible(member.name))»"
      text += member.row.map { ", row \($0) under the header\n" } ?? "\n"
      return text + AnswerTable.visible(member.cells.joined(separator: "; ")) + "\n"
    }
    switch step.source {
    case .missing(let reason): return text + "source: \(reason)\n"
    case .bytes(let bytes, let line, let column):
      return text + "source: line \(line), column \(column), \(bytes.count) bytes\n"
        + AnswerTable.visibleLines(String(decoding: bytes, as: UTF8.self)) + "\n"
    }
  }

  static func json(_ trace: Trace) -> String {
    let row = AnswerText.text(trace.row, .ndjson).dropLast()
    return "{\"row\":\(row),\"events\":[\(trace.steps.map(json).joined(separator: ",\n "))]}\n"
  }

  private static func json(_ step: Trace.Step) -> String {
    let role =
      switch step.role {
      case .document: "\"document\""
      case .group: "\"group\""
      case .lookedUp(let said): "\"looked up\",\"said\":\(JSONText.quoted(said))"
      }
    let source =
      switch step.source {
      case .missing(let reason): "{\"missing\":\(JSONText.quoted(reason))}"
      case .bytes(let bytes, let line, let column):
        step.member.map(json)
          ?? ("{\"line\":\(line),\"column\":\(column),"
            + "\"text\":\(JSONText.quoted(String(decoding: bytes, as: UTF8.self)))}")
      }
    return "{\"event\":\(step.event.json),\"role\":\(role),"
      + "\"changes\":\(FieldChanges.json(step.before, step.event.values)),"
      + "\"brought_by\":\(step.origin.map(ImportWords.json) ?? "null"),\"source\":\(source)}"
  }

  private static func json(_ member: PayloadMember) -> String {
    "{\"member\":\(JSONText.quoted(member.name)),"
      + "\"row\":\(member.row.map { "\($0)" } ?? "null"),"
      + "\"cells\":[\(member.cells.map(JSONText.quoted).joined(separator: ","))]}"
  }
}

/// An import on one line.
enum ImportWords {
  static func line(_ record: ImportRecord) -> String {
    "import \(record.id), \(record.kind.name) from \(record.connection), "
      + "«\(AnswerTable.visible(record.payloadName))», fetched \(record.fetchedAt), "
      + "recorded \(record.recordedAt)"
  }

  static func json(_ record: ImportRecord) -> String {
    "{\"import\":\(record.id),\"kind\":\"\(record.kind.name)\","
      + "\"connection\":\(JSONText.quoted(record.connection)),"
      + "\"name\":\(JSONText.quoted(record.payloadName)),"
      + "\"fetched_at\":\"\(record.fetchedAt)\",\"recorded_at\":\"\(record.recordedAt)\"}"
  }
}
