import ArgumentParser
import Ledger
import Platform

struct TourCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour", abstract: "See a book made, filled, asked, rebuilt, traced and proved.")

  @Option(help: "The folder of example payloads.") var fixtures = "fixtures"

  func run() throws {
    throw LedgerError(.unavailable, "the tour needs the fixtures")
  }
}
