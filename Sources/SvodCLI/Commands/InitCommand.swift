import ArgumentParser
import Ledger
import Platform

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make an empty book.",
    discussion: "Example: svod init books/main")

  @Argument(help: "The folder to make (else SVOD_BOOK, else the current folder).")
  var path: String?

  @Option(name: .long, help: "The same, as other commands spell it.")
  var book: String?

  func run() throws {
    let path = path ?? book ?? Machine.environment("SVOD_BOOK") ?? "."
    let made = try Book.make(at: path)
    Machine.write("made an empty book at \(AnswerTable.visible(made.path))\n", to: 2)
  }
}
