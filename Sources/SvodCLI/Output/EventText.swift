import Ledger
import Platform

/// Events as a list, or whole as JSON.
enum EventText {
  static func write(_ events: [EventDescription], _ format: FormatOption) {
    switch format.chosen {
    case .json:
      Machine.write("[" + events.map(\.json).joined(separator: ",\n ") + "]\n", to: 1)
    case .ndjson: Machine.write(events.map { $0.json + "\n" }.joined(), to: 1)
    case .table, .csv:
      format.write(
        Answer(
          columns: ["position", "stream", "version", "type", "clock", "recorded_at"],
          rows: events.map {
            [
              .integer($0.position), .text($0.stream), .integer($0.version), .text($0.type),
              .text("\($0.clock)"), .text("\($0.recordedAt)"),
            ]
          }))
    }
  }

  /// One event on one line: where it stands, what it is, and when.
  static func line(_ event: EventDescription) -> String {
    "\(event.position)  \(AnswerTable.visible(event.stream))  \(event.version)  \(event.type)  "
      + "\(event.clock)  \(event.recordedAt)\n"
  }

  /// One event in full, a line a value.
  static func words(_ event: EventDescription) -> String {
    var text = head(event)
    for value in event.values {
      text += "  \(value.name) = \(AnswerTable.visible(shown(value.value)))\n"
    }
    return text
  }

  /// What an event is and where it comes from.
  static func head(_ event: EventDescription) -> String {
    var text = """
      event \(event.position), version \(event.version) of \(AnswerTable.visible(event.stream))
        type         \(event.type)
        occurred at  \(event.occurredAt.map { "\($0)" } ?? "(fetched \(event.clock))")
        recorded at  \(event.recordedAt)

      """
    if event.importID != 0 {
      text +=
        "  import       \(event.importID), payload \(event.payload.prefix(16)), bytes "
        + "\(event.payloadRange.lowerBound)..<\(event.payloadRange.upperBound)\n"
    }
    return text
  }

  static func shown(_ value: EventDescription.Shown) -> String {
    if case .text(let text) = value { text } else { value.json }
  }
}
