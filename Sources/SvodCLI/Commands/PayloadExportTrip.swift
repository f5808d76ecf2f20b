import ArgumentParser
import Ledger
import Platform

/// `svod payload export-trip`.
struct PayloadExportTrip: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-trip",
    abstract: "Write imports as a case for svod test, what is personal replaced.",
    discussion: """
      Names, phones, addresses and the like get stand-ins of the same shape; the payloads import to
      the same events. The other pages of a complete answer come along.

        svod payload export-trip 12 --into cases/refund
        svod test cases/refund
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "The imports' numbers, as svod import list tells them.") var imports: [Int64]
  @Option(help: "A new folder.") var into: String

  func run() throws {
    let report = try TripExport(book.ledger()).run(imports, into: into)
    Machine.write(report.files.map { "\(into)/\($0)\n" }.joined(), to: 1)
    func tell(_ names: [String], _ words: String) {
      if !names.isEmpty {
        Machine.write("svod: \(words): \(names.joined(separator: ", "))\n", to: 2)
      }
    }
    tell(report.replaced, "stand-ins for")
    tell(report.spared, "left, since events hold them")
    tell(report.untouched, "neither JSON nor XML, written as it was")
  }
}
