import ArgumentParser
import Ledger
import Platform

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "How the book stands: log, tables, connections.")

  @OptionGroup var book: BookOption
  @Flag(help: "What imports remarked: unknown fields and values, fields that became empty.")
  var drift = false
  @OptionGroup var format: FormatOption

  func run() throws {
    if drift {
      format.write(try DriftList(book.ledger()).answer)
      return
    }
    let status = try Status(book.ledger())
    switch format.chosen {
    case .json, .ndjson: Machine.write(StatusText.json(status), to: 1)
    case .csv: format.write(StatusText.tables(status))
    case .table:
      Machine.write(StatusText.head(status), to: 1)
      format.write(StatusText.tables(status))
    }
  }
}
