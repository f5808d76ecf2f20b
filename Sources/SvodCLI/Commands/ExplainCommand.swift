import ArgumentParser
import Domain
import Ledger
import Platform
import Projecting

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Why a row or a value is as it is, step by step.",
    discussion: """
      Each event that changed the row, the rule that applied, what it was reckoned from, before and
      after. A last word that is a column of the table asks about that column alone.

        svod explain p900 wb-main WB_Sales S9993700024 cost
        svod explain p903 wb-main 307401554 1232610467 --format json
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "The table.") var table: String
  @Argument(help: "The parts of the row's key, and a column if only one is asked about.")
  var key: [String]
  @Option(help: "The column, where the last part of the key is called like one.") var column:
    String?
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var format: FormatOption

  func run() throws {
    let ledger = try book.ledger()
    let projector = try ledger.projector(ofTable: table)
    let (parts, column) = try split(projector)
    let explanation = try asOf.asking([projector], ledger) { folder in
      try Explanation(
        ledger, projector, table: table, key: parts, column: column, in: folder)
    }
    switch format.chosen {
    case .json, .ndjson: Machine.write(ExplanationText.json(explanation), to: 1)
    case .table, .csv: Machine.write(ExplanationText.words(explanation), to: 1)
    }
  }

  /// The last word is a column if it is called like one, or if the key is whole without it.
  private func split(_ projector: any Projector) throws -> ([String], String?) {
    if let column { return (key, column) }
    let type = type(of: projector)
    let asked = type.tables.first { $0.alias == table || $0.name == table } ?? type.tables[0]
    guard let last = key.last, key.count > 1 else { return (key, nil) }
    let isColumn = asked.shape[last] != nil || Table.provenance.contains(last)
    return isColumn || key.count == asked.key.count + 1 ? (key.dropLast(), last) : (key, nil)
  }
}
