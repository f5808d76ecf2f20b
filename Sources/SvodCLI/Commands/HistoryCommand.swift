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
      Machine.write(FieldChanges.words(before, event.values), to: 1)
      before = event.values
    }
  }
}
