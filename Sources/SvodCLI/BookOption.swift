import ArgumentParser
import Ledger
import Platform

/// `--book`, which every command but `init` and `tour` has.
struct BookOption: ParsableArguments {
  @Option(name: .long, help: "The book's folder (else SVOD_BOOK, else the current folder).")
  var book: String?

  /// The ledger of the book, with what people are told on stderr.
  func ledger() throws -> Ledger {
    var ledger = try Ledger(Book(book ?? Machine.environment("SVOD_BOOK") ?? "."))
    ledger.told = { Machine.write("svod: \($0)\n", to: 2) }
    ledger.progress = Progress().tell
    return ledger
  }
}
