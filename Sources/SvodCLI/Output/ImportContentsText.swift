import Domain
import EventLog
import Ledger

/// What an import brought, in words or as JSON.
enum ImportContentsText {
  static func words(_ contents: ImportContents) -> String {
    let record = contents.record
    var text = ImportWords.line(record) + "\n"
    text += "payload \(contents.payload), \(record.payloadSize) bytes\n"
    text += "said \(AnswerTable.visible(record.options))\n"
    text +=
      record.firstPosition == 0
      ? "it brought no events\n"
      : "events \(record.firstPosition) to \(record.lastPosition): "
        + contents.types.map { "\($0.count) \($0.type)" }.joined(separator: ", ") + "\n"
    for event in contents.events { text += "  " + EventText.line(event) }
    for rows in contents.rows where rows.count > 0 { text += words(rows, "") }
    if !contents.lookedUpBy.isEmpty {
      text += "looked up by \(contents.lookedUpBy.joined(separator: " "))"
      text += contents.dependents == nil ? ": --dependents lists their rows\n" : "\n"
      for rows in contents.dependents ?? [] { text += words(rows, " that look it up") }
    }
    return text
  }

  private static func words(_ rows: ImportContents.TableRows, _ which: String) -> String {
    var text = "\(rows.table): \(rows.count) \(rows.count == 1 ? "row" : "rows")\(which)\n"
    for key in rows.keys {
      text += "  " + key.map(AnswerTable.shown).joined(separator: " ") + "\n"
    }
    if rows.count > rows.keys.count {
      text += "  and \(rows.count - rows.keys.count) more: --limit shows them\n"
    }
    return text
  }

  static func json(_ contents: ImportContents) -> String {
    let record = contents.record
    let types = contents.types.map { "\(JSONText.quoted($0.type)):\($0.count)" }
    return "{\"brought_by\":\(ImportWords.json(record)),"
      + "\"payload\":\"\(contents.payload)\",\"bytes\":\(record.payloadSize),"
      + "\"options\":\(record.options),\"summary\":\(record.summary),"
      + "\"first_position\":\(record.firstPosition),\"last_position\":\(record.lastPosition),\n"
      + " \"types\":{\(types.joined(separator: ","))},\n"
      + " \"events\":[\(contents.events.map(\.json).joined(separator: ",\n  "))],\n"
      + " \"rows\":[\(contents.rows.map(json).joined(separator: ",\n  "))],\n \"looked_up_by\":["
      + "\(contents.lookedUpBy.map(JSONText.quoted).joined(separator: ","))],\n"
      + " \"dependents\":"
      + (contents.dependents.map { "[\($0.map(json).joined(separator: ",\n  "))]" } ?? "null")
      + "}\n"
  }

  private static func json(_ rows: ImportContents.TableRows) -> String {
    let keys = rows.keys.map { "[\($0.map(AnswerText.json).joined(separator: ","))]" }
    return "{\"table\":\"\(rows.table)\",\"count\":\(rows.count),"
      + "\"keys\":[\(keys.joined(separator: ","))]}"
  }
}
