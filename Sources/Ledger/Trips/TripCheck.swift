import Domain
import Platform
import Projecting

/// Takes a trip in a book of its own, gone afterwards, and compares what comes of it with what is
/// right: the events, and the rows of each table.
package struct TripCheck {
  private let trip: TripFolder

  /// Writes what comes of it instead, which is not passing: somebody has to look at it.
  package var isRecording = false

  package init(_ trip: TripFolder) { self.trip = trip }

  /// One thing that was compared.
  package struct Result: Sendable {
    package let trip: String

    /// Such as `1-sales.json`, `events` or `p903`.
    package let name: String

    /// What is not right, one line each; empty when all is.
    package let problems: [String]
    package let seconds: Double

    package var isPassed: Bool { problems.isEmpty }
  }

  /// Differences of one file that are told.
  private static let toldMax = 20

  package func run() throws -> [Result] {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-trip")
    defer { try? Files.removeFolder(folder) }
    var ledger = try Ledger(Book.make(at: folder + "/book"))
    let clock = TripClock()
    ledger.now = { clock.tick() }
    try ledger.connect(trip.plan)
    var results: [Result] = []
    for step in trip.plan.imports {
      results.append(result(step.payload) { try take(step, ledger) })
    }
    guard results.allSatisfy(\.isPassed) else { return results }
    try ledger.decide(trip.plan)
    _ = try ledger.update(Projectors.all)
    results.append(result("events") { try check(Self.events(ledger), "2-events.ndjson") })
    let known = Set(try trip.tables)
    for table in Projectors.all.flatMap({ type(of: $0).faces.map(\.alias) }) {
      guard known.contains(table) || isRecording else { continue }
      let rows = try Self.rows(of: table, ledger)
      // A table without rows is worth a file only where one says so.
      if rows.isEmpty, !known.contains(table) { continue }
      results.append(result(table) { try check(rows, "3-\(table).ndjson") })
    }
    for table in known.subtracting(Projectors.all.flatMap { type(of: $0).faces.map(\.alias) })
      .sorted()
    {
      results.append(result(table) { ["3-\(table).ndjson is of no table"] })
    }
    return results
  }

  private func result(_ name: String, _ problems: () throws -> [String]) -> Result {
    let start = Machine.seconds
    var found: [String]
    do { found = try problems() } catch { found = ["\(error)"] }
    return Result(
      trip: trip.name, name: name, problems: found, seconds: Machine.seconds - start)
  }

  private func take(_ step: TripPlan.Step, _ ledger: Ledger) throws -> [String] {
    let report = try ledger.take(step.request(step.files.map(trip.file)), updates: false)
    if report.setAsideCount == step.setAside { return [] }
    let rows = report.files.flatMap { file in
      file.setAside.map { "\(file.name): row \($0.row): \($0.field): \($0.reason)" }
    }
    return ["\(report.setAsideCount) rows set aside, not \(step.setAside)"] + rows
  }

  // MARK: What comes of it

  /// The events of a book on one line each, but for when they were recorded.
  package static func events(_ ledger: Ledger) throws -> [String] {
    var search = EventSearch()
    search.limit = .max
    return try search.run(ledger).map { event in
      event.json.replacing(/,"recorded_at":"[^"]*"/, with: "", maxReplacements: 1)
    }
  }

  /// The rows of a table in order of key, but for where they come from.
  package static func rows(of table: String, _ ledger: Ledger) throws -> [String] {
    let answer = try Query().answer(
      ledger.projector(ofTable: table), table: table, in: ledger.tables)
    return answer.rows.map { row in
      let members = zip(answer.columns, row).filter { !Table.provenance.contains($0.0) }
      return "{"
        + members.map { name, cell in "\(JSONText.quoted(name)):\(Self.json(cell))" }
        .joined(separator: ",") + "}"
    }
  }

  private static func json(_ cell: Answer.Cell) -> String {
    switch cell {
    case .null: "null"
    case .number(let digits): digits
    case .text(let text): JSONText.quoted(text)
    }
  }

  // MARK: What is right

  private func check(_ lines: [String], _ file: String) throws -> [String] {
    let known = try trip.text(of: file)
    if isRecording {
      let text = lines.map { $0 + "\n" }.joined()
      if known == text { return [] }
      try Files.replace(trip.file(file), with: Array(text.utf8))
      return ["recorded \(file): look at the difference"]
    }
    guard let known else { return ["there is no \(file): --record writes it"] }
    let expected = known.split(whereSeparator: \.isNewline).map(String.init)
    var problems: [String] = []
    if expected.count != lines.count {
      problems.append("\(file): \(lines.count) lines, not \(expected.count)")
    }
    for (index, pair) in zip(expected, lines).enumerated() where pair.0 != pair.1 {
      let differences = try JSONLeaves(pair.0).differences(to: JSONLeaves(pair.1))
      if differences.isEmpty { continue }
      if problems.count >= Self.toldMax {
        problems.append("\(file): more lines differ")
        break
      }
      let fields = differences.prefix(6).map {
        "\($0.name) is \($0.after ?? "absent"), not \($0.before ?? "absent")"
      }
      problems.append("\(file) line \(index + 1): \(fields.joined(separator: "; "))")
    }
    return problems
  }
}
