import ArgumentParser
import Ledger
import Platform
import Projecting

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Ask a read table; sums are exact.",
    discussion: """
      Money of several currencies is never added: a sum over them is split by currency.
      A question is stopped after 60 seconds, a million rows or 256 MiB of answer;
      svod export writes whole tables.

        svod query p900 --where marketplace=WB --from 2026-03-01 --to 2026-03-31 --limit 20
        svod query p904 --sum total --by date --as-of 2026-04-01T00:00:00+03:00
        svod query p903 --sum payout_amount,loyalty_amount --by report_id --format csv
        svod query p903 --where superseded_by=null --sum payout_amount --by rr_dt
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "The table: p903 or its full name.") var table: String
  @Option(name: .customLong("where"), help: "COLUMN=VALUE; again for more; null for absent.")
  var filters: [String] = []
  @Option(help: "From this day.") var from: String?
  @Option(help: "To this day.") var to: String?
  @Option(help: "p906: the price of every item on this day.") var asOfDate: String?
  @Option(help: "Columns, between commas.") var columns: String?
  @Option(help: "Columns to sum.") var sum: String?
  @Option(help: "Columns to group by.") var by: String?
  @Option(help: "Column to sort by; -COLUMN descends.") var order: String?
  @Option(help: "At most so many rows.") var limit: Int?
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var format: FormatOption

  func run() throws {
    let ledger = try book.ledger()
    let projector = try ledger.projector(ofTable: table)
    if let asOfDate {
      guard type(of: projector).alias == "p906" else {
        throw LedgerError(.usage, "--as-of-date goes with p906")
      }
      format.write(
        try ledger.prices(
          on: Arguments.day(asOfDate, "--as-of-date"), asOf: asOf.position(ledger) ?? .max))
      return
    }
    var query = Query()
    query.filters = try filters.map(Arguments.filter)
    query.from = try from.map { try Arguments.day($0, "--from") }
    query.to = try to.map { try Arguments.day($0, "--to") }
    query.columns = Arguments.names(columns)
    query.sums = Arguments.names(sum)
    query.groups = Arguments.names(by)
    query.order = order
    if let limit, limit < 0 { throw LedgerError(.usage, "--limit is 0 or more") }
    query.limit = limit
    let answer = try asOf.asking([projector], ledger) { folder in
      try query.answer(projector, table: table, in: folder)
    }
    if asOf.asOf == nil, let warning = try Status.warning(projector, ledger) {
      Machine.write("svod: \(warning)\n", to: 2)
    }
    for note in answer.notes { Machine.write("svod: \(AnswerTable.visible(note))\n", to: 2) }
    format.write(answer)
  }
}
