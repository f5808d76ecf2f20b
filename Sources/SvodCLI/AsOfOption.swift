import ArgumentParser
import Domain
import Ledger
import Projecting

/// `--as-of`: the books as they stood then.
struct AsOfOption: ParsableArguments {
  @Option(name: .long, help: "As the books stood at a position of the log or a time, RFC 3339.")
  var asOf: String?

  /// The position that is meant; `nil` for now.
  func position(_ ledger: Ledger) throws -> Int64? {
    try asOf.map { try Arguments.position($0, "--as-of", ledger) }
  }

  /// Asks the tables of the book, or those of then, built in a folder that is gone afterwards.
  func asking<Result>(
    _ projectors: [any Projector], _ ledger: Ledger, _ body: (TableFolder) throws -> Result
  ) throws -> Result {
    guard let position = try position(ledger) else { return try body(ledger.tables) }
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
    // A day is its Moscow midnight: what was known when it began.
    let time =
      try text.utf8.count == 10
      ? Instant(midnightOf: day(text, option)) : instant(text, option)
    return try ledger.position(checked: time)
  }
}
