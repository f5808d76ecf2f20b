import Ledger

/// An explanation in words or as JSON.
enum ExplanationText {
  static func words(_ explanation: Explanation) -> String {
    let key = explanation.key.map(AnswerTable.shown).joined(separator: " ")
    var text = "\(explanation.table) \(key), at position \(explanation.position)\n"
    for step in explanation.steps { text += "\n" + words(step) }
    text += "\nas it stands\n"
    for column in explanation.columns {
      text += "  \(column.name) = \(AnswerTable.shown(column.value))\n"
      if column.value == .null {
        text += "    by    \(column.rule.text)\n"
        for reason in column.unanswered { text += "    since \(AnswerTable.visible(reason))\n" }
      }
    }
    return text
  }

  private static func words(_ step: Explanation.Step) -> String {
    let event = step.event
    var text =
      "event \(event.position), \(event.type), version \(event.version) of "
      + "\(AnswerTable.visible(event.stream))"
    if event.importID != 0 { text += ", import \(event.importID)" }
    text += "\n"
    if let said = step.said { text += "  looked up: \(AnswerTable.visible(said))\n" }
    switch step.outcome {
    case .appears:
      text += "  the row appears\n"
      for input in step.inputs { text += "    from  \(words(input))\n" }
    case .changes: break
    case .leaves: return text + "  the row leaves the table\n"
    }
    for change in step.changes {
      text +=
        "  \(change.column): \(AnswerTable.shown(change.before)) → \(AnswerTable.shown(change.after))\n"
      text += "    by    \(change.rule.text)\n"
      for input in change.inputs { text += "    from  \(words(input))\n" }
    }
    return text
  }

  private static func words(_ input: Explanation.Input) -> String {
    let name = AnswerTable.visible(input.name)
    let value = input.value.map { " = \(AnswerTable.visible(EventText.shown($0)))" } ?? ""
    return "\(name)\(value) (event \(input.position))"
  }

  static func json(_ explanation: Explanation) -> String {
    let key = explanation.key.map(AnswerText.json).joined(separator: ",")
    let steps = explanation.steps.map(json).joined(separator: ",\n  ")
    let columns = explanation.columns.map { column in
      "{\"column\":\"\(column.name)\",\"value\":\(AnswerText.json(column.value)),"
        + "\"rule\":\(JSONText.quoted(column.rule.text)),"
        + "\"unanswered\":[\(column.unanswered.map(JSONText.quoted).joined(separator: ","))]}"
    }
    return "{\"table\":\"\(explanation.table)\",\"key\":[\(key)],"
      + "\"position\":\(explanation.position),\n \"steps\":[\(steps)],\n"
      + " \"columns\":[\(columns.joined(separator: ",\n  "))]}\n"
  }

  private static func json(_ step: Explanation.Step) -> String {
    let event = step.event
    let changes = step.changes.map { change in
      "{\"column\":\"\(change.column)\",\"rule\":\(JSONText.quoted(change.rule.text)),"
        + "\"before\":\(AnswerText.json(change.before)),\"after\":\(AnswerText.json(change.after)),"
        + "\"inputs\":[\(change.inputs.map(json).joined(separator: ","))]}"
    }
    return "{\"position\":\(event.position),\"type\":\(JSONText.quoted(event.type)),"
      + "\"stream\":\(JSONText.quoted(event.stream)),\"version\":\(event.version),"
      + "\"import\":\(event.importID == 0 ? "null" : "\(event.importID)"),"
      + "\"said\":\(step.said.map(JSONText.quoted) ?? "null"),"
      + "\"outcome\":\"\(step.outcome.rawValue)\","
      + "\"inputs\":[\(step.inputs.map(json).joined(separator: ","))],\"changes\":[\(changes.joined(separator: ","))]}"
  }

  private static func json(_ input: Explanation.Input) -> String {
    "{\"position\":\(input.position),\"name\":\(JSONText.quoted(input.name)),"
      + "\"value\":\(input.value?.json ?? "null")}"
  }
}
