import ArgumentParser
import Domain
import Ledger
import Projecting

/// `--as-of`: the books as they stood then.
struct AsOfOption: ParsableArguments {
  @Option(name: .long, help: "As the books stood at a position of the log or a time, RFC 3339.")
  var asOf: String?

  /// Asks the tables of the book, or those of then, built in a folder that is gone afterwards.
  func asking<Result>(
    _ projectors: [any Projector], _ ledger: Ledger, _ body: (TableFolder) throws -> Result
  ) throws -> Result {
    guard let asOf else { return try body(ledger.tables) }
    let position = try Arguments.position(asOf, "--as-of", ledger)
    return try ledger.asOf(position, projectors, body)
  }
}

extension Arguments {
  /// A position of the log, or the last one that was recorded by a time.
  static func position(_ text: String, _ option: String, _ ledger: Ledger) throws -> Int64 {
    let isTime = text.utf8.contains { !$0.isDigit }
    guard isTime else {
      guard let position = Int64(text) else {
        throw LedgerError(.usage, "\(option) is a position or a time, not \(text)")
      }
      return try ledger.position(checked: position)
    }
    return try ledger.position(checked: instant(text, option))
  }
}
