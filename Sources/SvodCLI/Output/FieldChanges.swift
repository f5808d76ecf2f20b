import Ledger

/// What one version of a document changed against the one before.
enum FieldChanges {
  /// A field that differs; absent on one side where it came or went.
  private struct Change {
    let name: String
    let before: EventDescription.Shown?
    let after: EventDescription.Shown?
  }

  private static func changes(
    _ before: [EventDescription.Named], _ after: [EventDescription.Named]
  ) -> [Change] {
    let came = after.compactMap { value -> Change? in
      let old = before.first { $0.name == value.name }?.value
      return old == value.value ? nil : Change(name: value.name, before: old, after: value.value)
    }
    let gone = before.filter { value in !after.contains { $0.name == value.name } }
    return came + gone.map { Change(name: $0.name, before: $0.value, after: nil) }
  }

  private static func shown(_ value: EventDescription.Shown) -> String {
    AnswerTable.visible(EventText.shown(value))
  }

  /// Each field that differs, before and after, a line each.
  static func words(
    _ before: [EventDescription.Named], _ after: [EventDescription.Named]
  ) -> String {
    let lines = changes(before, after).map { change in
      let after = change.after.map(shown) ?? "absent"
      return "  \(change.name): "
        + (change.before.map { shown($0) + " → " } ?? "") + after + "\n"
    }
    return lines.joined()
  }

  static func json(
    _ before: [EventDescription.Named], _ after: [EventDescription.Named]
  ) -> String {
    let items = changes(before, after).map { change in
      "{\"field\":\(JSONText.quoted(change.name)),\"before\":\(change.before?.json ?? "null"),"
        + "\"after\":\(change.after?.json ?? "null")}"
    }
    return "[\(items.joined(separator: ","))]"
  }
}
