import ArgumentParser
import Ledger
import Platform

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "List events, oldest first.",
    discussion: "Example: svod log --stream wb-main/wb.sales/S9993700024")

  @OptionGroup var book: BookOption
  @Option(help: "Only this stream.") var stream: String?
  @Option(help: "Only this type, such as wb.sales.row, or kind, such as wb.sales.") var type:
    String?
  @Option(help: "Only this connection.") var connection: String?
  @Option(help: "From this position.") var from: Int64 = 1
  @Option(help: "At most so many events.") var limit: Int = 100
  @OptionGroup var format: FormatOption

  func run() throws {
    guard limit >= 0 else { throw LedgerError(.usage, "--limit is 0 or more") }
    var search = EventSearch()
    search.stream = stream
    search.type = type
    search.connection = connection
    search.from = from
    search.limit = limit
    EventText.write(try search.run(book.ledger()), format)
  }
}
