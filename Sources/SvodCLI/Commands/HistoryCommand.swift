import ArgumentParser
import Ledger
import Platform

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "The versions of a document and what each changed.",
    discussion: "Example: svod history wb-main/wb.sales/S9993700024")

  @OptionGroup var book: BookOption
  @Argument(help: "The stream: connection/kind/id.") var stream: String
  @OptionGroup var format: FormatOption

  func run() throws {
    let events = try book.ledger().history(stream)
    guard format.chosen == .table else {
      EventText.write(events, format)
      return
    }
    var before: [EventDescription.Named] = []
    for event in events {
      Machine.write(
        "version \(event.version) at position \(event.position): \(event.type), clock "
          + "\(event.clock), recorded \(event.recordedAt)\n", to: 1)
      Machine.write(Self.changes(before, event.values), to: 1)
      before = event.values
    }
  }

  /// Each field that differs, before and after.
  static func changes(
    _ before: [EventDescription.Named], _ after: [EventDescription.Named]
  ) -> String {
    var text = ""
    for value in after {
      let old = before.first { $0.name == value.name }
      if old?.value == value.value { continue }
      let shown = EventText.shown(value.value)
      text +=
        "  \(value.name): " + (old.map { EventText.shown($0.value) + " → " } ?? "") + shown + "\n"
    }
    for value in before where !after.contains(where: { $0.name == value.name }) {
      text += "  \(value.name): \(EventText.shown(value.value)) → absent\n"
    }
    return AnswerTable.visibleLines(text)
  }
}
