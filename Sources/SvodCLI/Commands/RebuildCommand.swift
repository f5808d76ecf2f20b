import ArgumentParser
import Domain
import Ledger
import Platform
import Projecting

struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Build tables anew from the first event.",
    discussion: """
      Readers stay on the old generation until the new one is finished; svod rollback goes back.

        svod rebuild
        svod rebuild p903 --as-of 2026-03-31T21:00:00Z --into /tmp/march
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "Tables; all without one.") var tables: [String] = []
  @Option(help: "Workers (the tables are the same with any number).") var jobs: Int?
  @Option(help: "As the log stood at a position or a time; with --into.") var asOf: String?
  @Option(help: "A folder for the tables, apart from the book.") var into: String?

  func run() throws {
    let ledger = try book.ledger()
    let projectors = try TableArguments.projectors(tables, ledger)
    if let jobs, jobs < 1 { throw LedgerError(.usage, "--jobs is 1 or more") }
    let start = Machine.seconds
    let built = try build(ledger, projectors)
    let seconds = max(Machine.seconds - start, 0.000_001)
    for table in built {
      Machine.write(
        "\(table.alias): \(table.meta.rows) rows, hash \(table.meta.hash.prefix(16))\n", to: 1)
    }
    let events = built.map(\.meta.position).max() ?? 0
    Machine.write(
      "\(events) events in \(Decimals.text(seconds)) s, \(Int(Double(events) / seconds)) a second\n",
      to: 2)
  }

  private func build(_ ledger: Ledger, _ projectors: [any Projector]) throws -> [Rebuild.Built] {
    guard let asOf else {
      if into != nil { throw LedgerError(.usage, "--into goes with --as-of") }
      return try ledger.rebuild(projectors, jobs: jobs)
    }
    guard let into else { throw LedgerError(.usage, "--as-of goes with --into FOLDER") }
    let position = try Int64(asOf) ?? ledger.position(at: Arguments.instant(asOf, "--as-of"))
    return try ledger.rebuild(projectors, asOf: position, into: into)
  }
}

/// Seconds for people.
enum Decimals {
  /// Two decimals, whatever the locale.
  static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
