import ArgumentParser
import Ledger
import Platform

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make a book from a backup.",
    discussion: """
      Refused when the backup is not whole: its files, count, head hash and every payload are checked.

        svod restore /mnt/elsewhere/main-2026-03-05 books/again
      """)

  @Argument(help: "The backup's folder.") var from: String
  @Argument(help: "The book's folder to make.") var book: String

  func run() throws {
    let made = try Restore.make(from: from, to: book, progress: Progress().tell)
    Machine.write(
      "restored \(made.position) events, \(made.imports) imports, \(made.payloads) payloads to "
        + "\(book); head \(made.headHash.prefix(16))\n", to: 2)
  }
}
