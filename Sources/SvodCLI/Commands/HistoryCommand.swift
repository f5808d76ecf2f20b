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
    let befores = [[]] + events.dropLast().map(\.values)
    let versions = zip(befores, events).map { (before: $0, event: $1) }
    switch format.chosen {
    case .table:
      for version in versions {
        Machine.write(Self.words(version.event, after: version.before), to: 1)
      }
    case .json:
      let items = versions.map { Self.json($0.event, after: $0.before) }
      Machine.write("[" + items.joined(separator: ",\n ") + "]\n", to: 1)
    case .ndjson:
      for version in versions {
        Machine.write(Self.json(version.event, after: version.before) + "\n", to: 1)
      }
    case .csv: EventText.write(events, format)
    }
  }

  private static func words(
    _ event: EventDescription, after before: [EventDescription.Named]
  ) -> String {
    "version \(event.version) at position \(event.position): \(event.type), clock "
      + "\(event.clock), recorded \(event.recordedAt)\n" + FieldChanges.words(before, event.values)
  }

  /// The event with what it changed against the version before.
  private static func json(
    _ event: EventDescription, after before: [EventDescription.Named]
  ) -> String {
    event.json.dropLast() + ",\"changes\":\(FieldChanges.json(before, event.values))}"
  }
}
