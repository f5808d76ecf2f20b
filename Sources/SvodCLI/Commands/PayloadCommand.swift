import ArgumentParser
import Ledger
import Platform

struct PayloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "payload", abstract: "List, show and erase payloads in the archive.",
    subcommands: [ListAll.self, Show.self, Erase.self])

  struct ListAll: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Every import and its payload.")
    @OptionGroup var book: BookOption
    @OptionGroup var format: FormatOption

    func run() throws { format.write(try Payloads(book.ledger()).list()) }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Write a payload's bytes to stdout as they were received.",
      discussion: "Example: svod payload show 3 > page.json")
    @OptionGroup var book: BookOption
    @Argument(help: "The import's number, or the beginning of the SHA-256.") var payload: String

    func run() throws { Machine.write(try Payloads(book.ledger()).bytes(payload), to: 1) }
  }

  struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "erase", abstract: "Remove a payload's bytes for good; its events stay.",
      discussion: """
        For payloads that hold personal data. The log keeps the hash, an event tells of it, and
        svod verify stays clean.
        """)
    @OptionGroup var book: BookOption
    @Argument(help: "The import's number, or the beginning of the SHA-256.") var payload: String
    @Option(help: "Why.") var reason: String

    func run() throws {
      let hash = try Payloads(book.ledger()).erase(payload, reason: reason)
      Machine.write("erased payload \(hash.prefix(16))\n", to: 2)
    }
  }
}
