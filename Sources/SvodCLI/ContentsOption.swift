import ArgumentParser
import Ledger
import Platform

/// How much is told of what imports brought, and telling it.
struct ContentsOption: ParsableArguments {
  @Option(help: "At most so many events, and so many rows a table; all are counted.") var limit = 20
  @Flag(
    help: "Also the rows that look up what it says: takes as long as a rebuild of their tables.")
  var dependents = false

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit is 0 or more") }
  }

  func write(_ imports: [Int64], of ledger: Ledger, _ format: FormatOption) throws {
    let all = try imports.map {
      try ImportContents(ledger, import: $0, limit: limit, findsDependents: dependents)
    }
    switch format.chosen {
    case .json, .ndjson:
      Machine.write(all.map(ImportContentsText.json).joined(), to: 1)
    case .table, .csv:
      Machine.write(all.map(ImportContentsText.words).joined(separator: "\n"), to: 1)
    }
  }
}
