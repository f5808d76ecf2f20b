import ArgumentParser
import Ledger

/// Imports: taking payloads in, and asking about those that were taken.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take payloads in, append what is new, update the tables.",
    usage: """
      svod import PATH… --connection NAME [options]
      svod import list|show|revoke …
      """,
    discussion: """
      svod import take --help tells the options of an import; the word take may be left out.

        svod import sales.json --connection wb-main --fetched-at 2026-03-05T08:00:00Z
        svod import prices/ --connection ut --complete
        svod import list
        svod import revoke 12 --dry-run
      """,
    subcommands: [ImportTake.self, ImportList.self, ImportShow.self, ImportRevoke.self],
    defaultSubcommand: ImportTake.self)
}

struct ImportList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Every import and its payload.",
    discussion: "Example: svod import list --format csv")
  @OptionGroup var book: BookOption
  @OptionGroup var format: FormatOption

  func run() throws { format.write(try Payloads(book.ledger()).list()) }
}
