import ArgumentParser
import Domain
import Ledger
import Platform

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "List events, oldest first.",
    discussion: """
        svod log --stream wb-main/wb.sales/S9993700024
        svod log --type wb.finance --since 2026-03-01T00:00:00+03:00 --text 583412207
        svod log --import 12 --format ndjson
        svod log --follow
      """)

  @OptionGroup var book: BookOption
  @Option(help: "Only this stream.") var stream: String?
  @Option(help: "Only this type, such as wb.sales.row, or kind, such as wb.sales.") var type:
    String?
  @Option(help: "Only this connection.") var connection: String?
  @Option(name: .customLong("import"), help: "Only what this import brought.") var importID: Int64?
  @Option(help: "Only events with this text in their stream or their values.") var text: String?
  @Option(help: "From this position.") var from: Int64 = 1
  @Option(help: "To this position.") var to: Int64?
  @Option(help: "Recorded at this time or later, RFC 3339.") var since: String?
  @Option(help: "Recorded at this time or before.") var until: String?
  @Option(help: "At most so many events; 100 without --follow.") var limit: Int?
  @Flag(help: "Go on with what is appended, until Ctrl-C or --limit.") var follow = false
  @OptionGroup var format: FormatOption

  func run() throws {
    if let limit, limit < 0 { throw LedgerError(.usage, "--limit is 0 or more") }
    var search = EventSearch()
    search.stream = stream
    search.type = type
    search.connection = connection
    search.importID = importID
    search.text = text
    search.from = from
    search.through = to ?? .max
    search.since = try since.map { try Arguments.instant($0, "--since") }
    search.until = try until.map { try Arguments.instant($0, "--until") }
    search.limit = limit ?? (follow ? .max : 100)
    let ledger = try book.ledger()
    if follow { try self.follow(search, ledger) }
    EventText.write(try search.run(ledger), format)
  }

  /// Writes events as they come, a line each; ends when `--limit` of them were written.
  private func follow(_ search: EventSearch, _ ledger: Ledger) throws -> Never {
    var search = search
    while search.limit > 0 {
      let events = try search.run(ledger)
      for event in events {
        Machine.write(
          format.chosen == .table || format.chosen == .csv
            ? EventText.line(event) : event.json + "\n", to: 1)
      }
      if let last = events.last { search.from = last.position + 1 }
      if search.limit != .max { search.limit -= events.count }
      if search.limit > 0 { Machine.sleep(milliseconds: 500) }
    }
    throw ExitCode.success
  }
}
