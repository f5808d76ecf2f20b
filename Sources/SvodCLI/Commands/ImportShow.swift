import ArgumentParser

struct ImportShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "What an import brought: its events, and the rows they make.",
    discussion: "Example: svod import show 3 --limit 100")

  @OptionGroup var book: BookOption
  @Argument(help: "The import's number.") var number: Int64
  @OptionGroup var contents: ContentsOption
  @OptionGroup var format: FormatOption

  func run() throws { try contents.write([number], of: book.ledger(), format) }
}
