import ArgumentParser
import Ledger
import Platform

/// `--book`, which every command but `init` and `tour` has.
struct BookOption: ParsableArguments {
  @Option(name: .long, help: "The book's folder (else SVOD_BOOK, else the current folder).")
  var book: String?

  /// The ledger of the book, with progress on stderr.
  func ledger() throws -> Ledger {
    var ledger = try Ledger(Book(book ?? Machine.environment("SVOD_BOOK") ?? "."))
    ledger.progress = Progress().tell
    return ledger
  }
}
