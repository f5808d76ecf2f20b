import ArgumentParser
import Ledger
import Platform

struct RollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Go back to the generation of a table before the current.",
    discussion: "Example: svod rollback p903")

  @OptionGroup var book: BookOption
  @Argument(help: "The table.") var table: String

  func run() throws {
    let ledger = try book.ledger()
    let generation = try ledger.rollBack(ledger.projector(table))
    Machine.write("\(table) is generation \(generation) again\n", to: 1)
  }
}
