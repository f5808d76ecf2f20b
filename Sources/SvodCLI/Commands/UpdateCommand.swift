import ArgumentParser
import Ledger
import Platform
import Projecting

struct UpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Bring tables to the head of the log.",
    discussion: "Example: svod update p903")

  @OptionGroup var book: BookOption
  @Argument(help: "Tables; all without one.") var tables: [String] = []

  func run() throws {
    let ledger = try book.ledger()
    let projectors = try TableArguments.projectors(tables, ledger)
    let changes = try ledger.update(projectors)
    Machine.write(ImportReportText.tables(changes), to: 1)
    if changes.isEmpty { Machine.write("every table is at the head of the log\n", to: 2) }
  }
}

/// Tables that people name.
enum TableArguments {
  static func projectors(_ names: [String], _ ledger: Ledger) throws -> [any Projector] {
    try names.isEmpty ? Projectors.all : names.map { try ledger.projector($0) }
  }
}
