import ArgumentParser
import Ledger
import Platform

/// Walks through the whole trip with real commands on example payloads.
struct TourCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour", abstract: "See a book made, filled, asked, rebuilt, traced and proved.",
    discussion: "Run it where the folder fixtures lies: in a clone of the repository.")

  @Option(help: "The folder of the example payloads.") var fixtures = "fixtures"
  @Flag(help: "Leave the book and say where it is.") var keep = false

  func run() throws {
    guard Files.exists(fixtures + "/wb-sales/trip.json") else {
      throw LedgerError(
        .noInput,
        "there are no example payloads in \(fixtures): run the tour in a clone of the repository, "
          + "or say --fixtures FOLDER")
    }
    let folder = try Files.makeTemporaryFolder(prefix: "svod-tour")
    defer { if !keep { try? Files.removeFolder(folder) } }
    Machine.setEnvironment("SVOD_BOOK", folder + "/book")
    for step in Self.steps(fixtures) {
      Machine.write("\n\(step.words)\n", to: 1)
      for command in step.commands { try run(command) }
    }
    Machine.write(keep ? "\nThe book is \(folder)/book\n" : "\nThat was the tour.\n", to: 1)
  }

  /// Runs one command as if it had been typed.
  private func run(_ words: [String]) throws {
    Machine.write(
      "$ svod " + words.map { $0.contains(" ") ? "\"\($0)\"" : $0 }.joined(separator: " ") + "\n",
      to: 1)
    var command = try Svod.parseAsRoot(words)
    try command.run()
  }

  private struct Step {
    let words: String
    let commands: [[String]]
  }

  private static func steps(_ fixtures: String) -> [Step] {
    func take(_ file: String, _ connection: String, _ fetchedAt: String, _ more: String...)
      -> [String]
    {
      ["import", "\(fixtures)/\(file)", "--connection", connection, "--fetched-at", fetchedAt]
        + more
    }
    let sales = "wb-sales/1-sales-page"
    return [
      Step(
        words: "1. A book is a folder. A cabinet and a 1C base are connected to it.",
        commands: [
          ["init"], ["connect", "add", "ut", "--marketplace", "1C"],
          ["connect", "add", "wb-main", "--marketplace", "WB", "--onec", "ut"],
        ]),
      Step(
        words: "2. Payloads become events, events become rows: 1C's catalogue, then sales.",
        commands: [
          take("wb-sales/1-nomenclature.json", "ut", "2026-03-01T05:00:00Z"),
          take("\(sales)-1.json", "wb-main", "2026-03-05T05:00:00Z"),
          ["query", "p900", "--sum", "qty,amount_line,cost", "--by", "status_norm"],
        ]),
      Step(
        words: """
          3. A correction: the next page has rows again whose money is known by now. And dealer prices
             arrive after the sales: the rows of before get their cost.
          """,
        commands: [
          take("\(sales)-2.json", "wb-main", "2026-03-10T05:00:00Z"),
          ["history", "wb-main/wb.sales/S21400005812"],
          take("wb-sales/1-dealer-prices-1.json", "ut", "2026-03-10T06:00:00Z", "--complete"),
          ["query", "p900", "--sum", "qty,amount_line,cost", "--by", "status_norm"],
        ]),
      Step(
        words:
          "4. The same file once more adds nothing; an old page that comes late changes no table.",
        commands: [
          take("\(sales)-2.json", "wb-main", "2026-03-10T05:00:00Z"),
          take("\(sales)-3.json", "wb-main", "2026-03-14T05:00:00Z"),
          take("\(sales)-4.json", "wb-main", "2026-03-27T05:00:00Z"),
          take("\(sales)-late.json", "wb-main", "2026-03-28T05:00:00Z"),
        ]),
      Step(
        words: "5. A settlement report, to the kopeck.",
        commands: [
          take(
            "wb-finance-v5/1-report-week-06.json", "wb-main", "2026-02-09T08:30:00Z",
            "--report-period", "weekly"),
          [
            "query", "p903", "--sum", "goods_amount,logistics_amount,payout_amount,loyalty_amount",
            "--by", "report_id,supplier_oper_name",
          ],
        ]),
      Step(
        words: "6. Why is this number what it is? From the row to its event and the very bytes.",
        commands: [["trace", "p900", "wb-main", "WB_Sales", "S21400005812"]]),
      Step(
        words:
          "7. Every table anew from the first event; then the proof that nothing else could be.",
        commands: [["rebuild"], ["verify", "--deep"], ["status"]]),
    ]
  }
}
