import ArgumentParser
import Ledger
import Platform

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the book to another folder while others use it.",
    discussion: """
      The copy holds the log, the payloads and the checkpoints, and is checked before it bears its name.
      A backup that is cut short leaves TO.partial, which restore refuses.

        svod backup /mnt/elsewhere/main-2026-03-05 --book books/main
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "The folder to make.") var to: String

  func run() throws {
    let made = try Backup.make(of: book.ledger(), to: to)
    Machine.write(
      "backed up \(made.position) events, \(made.imports) imports, \(made.payloads) payloads to "
        + "\(to); head \(made.headHash.prefix(16))\n", to: 2)
  }
}
