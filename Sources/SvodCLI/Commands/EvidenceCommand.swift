import ArgumentParser
import Ledger
import Platform

struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Write a file that proves a row to an outsider.",
    discussion: """
      A ZIP with the row, its events, the blocks that they lie in up to a checkpoint, and the payloads.
      python3 schemas/verify/verify.py FILE checks it without the book.

        svod evidence p903 wb-main 307401554 1232610467 --into row.zip
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "The table.") var table: String
  @Argument(help: "The parts of the row's key.") var key: [String]
  @Option(help: "The file to make.") var into: String

  func run() throws {
    let ledger = try book.ledger()
    guard !Files.exists(into) else {
      throw LedgerError(.cannotCreate, "\(into) is there already: choose a new name")
    }
    var evidence = try Evidence(ledger, ledger.projector(table), key: key)
    let bytes = try evidence.archive()
    try Files.replace(into, with: bytes)
    Machine.write("\(evidence.events) events, \(bytes.count) bytes into \(into)\n", to: 2)
  }
}
