import ArgumentParser
import Ledger
import Platform
import Projecting

struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Build tables anew from the first event.",
    discussion: """
      Readers stay on the old generation until the new one is finished; svod rollback goes back.
      Ctrl-C leaves the tables as they were; --resume goes on with what was finished.

        svod rebuild
        svod rebuild p903 --plan
        svod rebuild p903 --compare --max-diff 100
        svod rebuild p903 --as-of 2026-03-31T21:00:00Z --into /tmp/march
      """)

  @OptionGroup var book: BookOption
  @Argument(help: "Tables; all without one.") var tables: [String] = []
  @Option(help: "Workers (the tables are the same with any number).") var jobs: Int?
  @Option(help: "pages, or statements (the tables are the same).") var writer = "pages"
  @Option(help: "Megabytes of events and rows to hold before temporary files are used.")
  var memory: Int?
  @Flag(help: "Say what would be rebuilt, why, how and how long; build nothing.") var plan = false
  @Flag(help: "Show what the new tables change before they replace the current ones.")
  var compare = false
  @Option(help: "Keep the current tables if more rows than this differ; exit code 3.")
  var maxDiff: Int64?
  @Flag(help: "Set events aside that cannot be folded; exit code 65 if there are any.")
  var quarantine = false
  @Flag(help: "Take tables that a stopped rebuild had finished.") var resume = false
  @Option(help: "auto, json (a line a second on stderr) or none.") var progress = "auto"
  @Option(help: "As the log stood at a position or a time; with --into.") var asOf: String?
  @Option(help: "A folder for the tables, apart from the book.") var into: String?
  @OptionGroup var format: FormatOption

  func run() throws {
    var ledger = try book.ledger()
    let mode: Progress.Mode = try Arguments.choice(progress, "--progress")
    ledger.progress = Progress(mode).tell
    let projectors = try TableArguments.projectors(tables, ledger)
    let options = try options(projectors)
    if plan {
      return format.write(try RebuildPlan(ledger, projectors, options).answer)
    }
    Machine.catchInterrupts()
    let start = Machine.seconds
    let built = try build(ledger, projectors, options)
    tell(built, seconds: max(Machine.seconds - start, 0.000_001))
  }

  private func options(_ projectors: [any Projector]) throws -> Rebuild.Options {
    var options = Rebuild.Options()
    if let jobs {
      guard jobs >= 1, jobs <= 1024 else { throw LedgerError(.usage, "--jobs is 1 to 1024") }
      options.jobs = jobs
    }
    if let memory {
      guard memory >= 1, memory <= 1 << 20 else {
        throw LedgerError(.usage, "--memory is megabytes, 1 to 1048576")
      }
      options.memoryMax = memory << 20
    }
    if let maxDiff, maxDiff < 0 { throw LedgerError(.usage, "--max-diff is 0 or more") }
    options.way = try Arguments.choice(writer, "--writer")
    if quarantine { options.quarantining = Set(projectors.map { type(of: $0).alias }) }
    options.resumes = resume
    return options
  }

  private func build(
    _ ledger: Ledger, _ projectors: [any Projector], _ options: Rebuild.Options
  ) throws -> [Rebuild.Built] {
    guard let asOf else {
      if into != nil { throw LedgerError(.usage, "--into goes with --as-of") }
      let review = compare || maxDiff != nil ? review : nil
      return try ledger.rebuild(projectors, options, review: review)
    }
    guard let into else { throw LedgerError(.usage, "--as-of goes with --into FOLDER") }
    if compare || maxDiff != nil {
      throw LedgerError(.usage, "--compare is with the current tables: not with --as-of")
    }
    let position = try Arguments.position(asOf, "--as-of", ledger)
    return try ledger.rebuild(projectors, asOf: position, into: into, options)
  }

  /// Shows the differences; too many keep the current tables.
  private func review(_ differences: [TableDifference]) throws {
    if compare { differences.forEach(show) }
    let count = differences.reduce(Int64(0)) {
      $0 + $1.counts.added + $1.counts.removed + $1.counts.changed
    }
    if let maxDiff, count > maxDiff {
      throw LedgerError(
        .differences,
        "\(count) rows differ, more than --max-diff \(maxDiff): the tables are as they were")
    }
  }

  /// Counts, then every cabinet's day whose money moves.
  private func show(_ difference: TableDifference) {
    let counts = difference.counts
    var text =
      "\(difference.table): +\(counts.added) −\(counts.removed) ~\(counts.changed) rows\n"
    for day in difference.money {
      let moved = day.columns.map { "\($0.name) \($0.before.plain) → \($0.after.plain)" }
      text += "  \(day.connection) \(day.day ?? "-"): \(moved.joined(separator: ", "))\n"
    }
    Machine.write(text, to: 1)
  }

  private func tell(_ built: [Rebuild.Built], seconds: Double) {
    for table in built {
      Machine.write(
        "\(table.alias): \(table.meta.rows) rows, hash \(table.meta.hash.prefix(16))\n", to: 1)
    }
    let events = built.map(\.meta.position).max() ?? 0
    Machine.write(
      "\(events) events in \(Decimals.text(seconds)) s, \(Int(Double(events) / seconds)) a second\n",
      to: 2)
    let aside = built.filter { $0.quarantined > 0 }
    for table in aside {
      Machine.write(
        "\(table.alias): \(table.quarantined) events set aside: svod sql \"SELECT * FROM "
          + "\(table.alias)_file.quarantine\" lists them\n", to: 2)
    }
    if !aside.isEmpty { Machine.exit(LedgerError.Code.data.rawValue) }
  }
}

extension Answer.Cell {
  /// As a person reads it.
  fileprivate var plain: String {
    switch self {
    case .null: "-"
    case .number(let digits): digits
    case .text(let text): text
    }
  }
}

extension RebuildPlan {
  /// The plan as rows.
  fileprivate var answer: Answer {
    Answer(
      columns: ["table", "why", "events_read", "written_by", "because", "seconds"],
      rows: lines.map { line in
        [
          .text(line.alias), .text(line.reason), .integer(Int64(line.events)),
          .text(line.way.rawValue), line.wayReason.map { .text($0) } ?? .null,
          line.seconds.map { .number(Decimals.text($0)) } ?? .null,
        ]
      })
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
