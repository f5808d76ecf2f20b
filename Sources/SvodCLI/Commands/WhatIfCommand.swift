import ArgumentParser
import Domain
import Ledger
import Platform

/// `svod what-if`.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "What the tables would be with another mapping, other prices, or without an import.",
    discussion: """
      A copy of the log is changed and its tables are built apart; the difference to the book's
      tables is told: rows of each table, money of each day and account. The book stays as it is.

        svod what-if --match wb-main 203415684 3e7f832b-b254-4d1e-a552-1554a922eb4f
        svod what-if --matches decisions.csv
        svod what-if --prices new-prices.xlsx --connection ut
        svod what-if --without-import 12 --into /tmp/without-12
      """)

  @OptionGroup var book: BookOption
  @Option(
    parsing: .upToNextOption,
    help: "CONNECTION PRODUCT NOMENCLATURE: a product is another item; several in threes.")
  var match: [String] = []
  @Option(help: "Decisions in a CSV, as svod match import takes it.") var matches: String?
  @Option(help: "A price list, or any other payload, that is imported besides.")
  var prices: [String] = []
  @Option(help: "The connection that the price list is of.") var connection: String?
  @Option(help: "The price list's kind, where the content does not tell it.") var kind: String?
  @Option(help: "When it was fetched, RFC 3339; else now.") var fetchedAt: String?
  @Option(help: "The price type, for 1c.prices.") var priceType: String?
  @Flag(help: "The price list is complete: what it does not have is withdrawn.")
  var complete = false
  @Option(help: "An import, by its number, that is left out.") var withoutImport: [Int64] = []
  @Option(help: "A new folder where the copy and its tables stay, a book without payloads.")
  var into: String?
  @OptionGroup var format: FormatOption

  func run() throws {
    let ledger = try book.ledger()
    var question = WhatIf()
    question.matches = try decisions(ledger)
    question.imports = try requests()
    question.without = withoutImport
    question.folder = into
    guard
      !question.matches.isEmpty || !question.imports.isEmpty || !question.without.isEmpty
    else {
      throw LedgerError(
        .usage, "nothing is to be changed: say --match, --matches, --prices or --without-import")
    }
    let outcome = try question.run(ledger)
    switch format.chosen {
    case .table, .csv:
      let words = DifferenceText.words(outcome.differences)
      Machine.write(words.isEmpty ? "the tables would be the same\n" : words, to: 1)
    case .json: Machine.write(DifferenceText.json(outcome.differences) + "\n", to: 1)
    case .ndjson: Machine.write(DifferenceText.lines(outcome.differences), to: 1)
    }
    for file in outcome.files { Machine.write(ImportReportText.warnings(file), to: 2) }
    for remark in outcome.remarks { Machine.write("svod: \(remark)\n", to: 2) }
    if let into { Machine.write("svod: the copy is the book \(into)\n", to: 2) }
  }

  private func decisions(_ ledger: Ledger) throws -> [Matching.Decision] {
    guard match.count.isMultiple(of: 3) else {
      throw LedgerError(
        .usage, "--match is CONNECTION PRODUCT NOMENCLATURE, not \(match.count) words")
    }
    var decisions = stride(from: 0, to: match.count, by: 3).map { start in
      Matching.Decision(
        connection: match[start], product: match[start + 1], nomenclature: match[start + 2],
        reason: "what if", author: "what if")
    }
    if let matches { decisions += try Matching(ledger).read(matches, author: "what if") }
    return decisions
  }

  private func requests() throws -> [ImportRequest] {
    if prices.isEmpty { return [] }
    guard let connection else {
      throw LedgerError(.usage, "--prices needs --connection: the 1C base that they are of")
    }
    var request = ImportRequest(paths: prices, connection: connection)
    request.kind = kind
    request.fetchedAt = try fetchedAt.map { try Arguments.instant($0, "--fetched-at") }
    request.priceType = priceType
    request.isComplete = complete
    return [request]
  }
}
