import ArgumentParser
import Ledger
import Platform

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one event in full.", discussion: "Example: svod show 12")

  @OptionGroup var book: BookOption
  @Argument(help: "The event's position.") var position: Int64
  @OptionGroup var format: FormatOption

  func run() throws {
    let event = try book.ledger().event(at: position)
    switch format.chosen {
    case .json, .ndjson: Machine.write(event.json + "\n", to: 1)
    case .table, .csv: Machine.write(EventText.words(event), to: 1)
    }
  }
}
