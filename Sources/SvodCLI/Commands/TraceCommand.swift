import ArgumentParser
import Ledger
import Platform
import Projecting

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "From a row to its events and the bytes that they came from.",
    discussion: """
      The key is the table's primary key; leading parts may be left out where the rest names one row.
      With --sum: the rows of a sum, and the events behind each.

        svod trace p903 wb-main 307401554 1232610467
        svod trace p904 --sum total --where document_no=60310011-0001-1
        svod trace p900 --sum amount_line --from 2026-03-01 --to 2026-03-01
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "The table.") var table: String
  @Argument(help: "The parts of the row's key.") var key: [String] = []
  @Option(help: "A column to sum.") var sum: String?
  @Option(name: .customLong("where"), help: "With --sum: COLUMN=VALUE; again for more.")
  var filters: [String] = []
  @Option(help: "With --sum: from this day.") var from: String?
  @Option(help: "With --sum: to this day.") var to: String?
  @Option(help: "With --sum: at most so many rows are shown; the sum is of all.") var limit: Int?
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var format: FormatOption

  func run() throws {
    let ledger = try book.ledger()
    let projector = try ledger.projector(ofTable: table)
    if let sum {
      try traceSum(of: sum, projector, ledger)
      return
    }
    guard filters.isEmpty, from == nil, to == nil, limit == nil else {
      throw LedgerError(.usage, "--where, --from, --to and --limit go with --sum COLUMN")
    }
    let trace = try asOf.asking([projector], ledger) { folder in
      try Trace(ledger, projector, table: table, key: key, in: folder)
    }
    switch format.chosen {
    case .json, .ndjson: Machine.write(TraceText.json(trace), to: 1)
    case .table, .csv: Machine.write(TraceText.words(trace), to: 1)
    }
  }

  private func traceSum(of column: String, _ projector: any Projector, _ ledger: Ledger) throws {
    guard key.isEmpty else {
      throw LedgerError(.usage, "--sum asks for rows by --where, --from and --to, not by key")
    }
    if let limit, limit < 0 { throw LedgerError(.usage, "--limit is 0 or more") }
    var query = Query()
    query.filters = try filters.map(Arguments.filter)
    query.from = try from.map { try Arguments.day($0, "--from") }
    query.to = try to.map { try Arguments.day($0, "--to") }
    query.limit = limit
    let trace = try asOf.asking([projector], ledger) { folder in
      try SumTrace(ledger, projector, table: table, sum: column, query, in: folder)
    }
    switch format.chosen {
    case .json, .ndjson: Machine.write(SumTraceText.json(trace), to: 1)
    case .table, .csv: SumTraceText.write(trace, format)
    }
  }
}
