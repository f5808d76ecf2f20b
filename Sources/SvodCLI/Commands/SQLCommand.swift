import ArgumentParser
import Ledger
import Platform
import SQLite

struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Run a SELECT over all read tables, reading only.",
    discussion: """
      Each table is there under its short and its full name; decimals are REAL in the views, and exact
      ten-thousandths in p903_rows and the like. sum, avg and total of decimals are the REAL next to the
      exact result; other programs sum what ends in _e4 and divide by 10000.

      A statement is stopped after 5 seconds (--timeout), 256 MiB of memory, or a million rows.

        svod sql "SELECT sale_date, sum(amount_line) FROM p900 GROUP BY 1"
        svod sql "SELECT rr_dt, sum(payout_amount) FROM p903 WHERE superseded_by IS NULL GROUP BY 1"
        svod sql "SELECT count(*) FROM p904" --as-of 2026-03-31T21:00:00Z
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "The statement.") var statement: String
  @Option(help: "Seconds after which it is stopped.") var timeout: Int = 5
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var format: FormatOption

  func run() throws {
    let ledger = try book.ledger()
    var sql = FreeSQL()
    guard timeout > 0 else { throw LedgerError(.usage, "--timeout is 1 or more") }
    sql.secondsMax = Double(timeout)
    let answer = try asOf.asking(ledger.projectors(namedIn: statement), ledger) { folder in
      Connection.limitMemory(bytes: Int64(FreeSQL.memoryMax))
      Machine.limitFiles(bytes: FreeSQL.temporaryFileMax)
      // One step of a statement, such as a search in a long text, may take longer than all of it.
      let deadline = Deadline(
        after: timeout + 1, code: LedgerError.Code.data.rawValue,
        saying: "svod: \(sql.overdue())\n")
      defer { deadline.cancel() }
      return try sql.answer(statement, in: folder)
    }
    format.write(answer)
  }
}
