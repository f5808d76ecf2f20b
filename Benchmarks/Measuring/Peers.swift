import Foundation
import Ledger
import Platform

/// Other engines on the same rows: what they take beside our rebuild of p900, p903 and p904, and
/// whether their sums agree; and other stores of events, how fast they take and give the same ones.
struct Peers {
  let ledger: Ledger
  let folder: String

  /// What a line of the script may say.
  private struct Line: Decodable {
    let versions: String?
    let peer: String?
    let cpu: Double?
    let events: Int?
    let sums: [String: String]?

    /// Events a second.
    let appended: Double?
    let read: Double?
  }

  private static let goals = [
    "DuckDB from NDJSON": "≤ 0.35", "DuckDB from Parquet": "≤ 0.5",
    "SQLite json_extract": "≤ 0.15", "eventsourcing": "≤ 0.05",
  ]
  private static let rateGoals = [
    "eventsourcing": (read: "≥ 8", appended: "≥ 2.5"), "UmaDB": (read: "≥ 3", appended: "≥ 1.5"),
  ]
  private static let sources = "Benchmarks/Peers"

  func report() throws {
    let python =
      try Program.run("/bin/bash", ["\(Self.sources)/setup.sh"])
      .split(separator: "\n").last.map(String.init) ?? ""
    let own = try ["p900", "p903", "p904"].map { try ledger.projector($0) }
    let output = try Program.run(python, ["\(Self.sources)/peers.py", folder, "schemas"])
    let ours = try Measure { _ = try ledger.rebuild(own, Rebuild.Options(jobs: 1)) }
    let sums = try [
      "p900": sum("payable_amount", of: "p900"), "p903": sum("payout_amount", of: "p903"),
      "p904": sum("total", of: "p904"),
    ]
    var all = 0
    for text in output.split(separator: "\n") {
      let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
      if let versions = line.versions { Report.say("beside \(versions)") }
      guard let peer = line.peer, let events = line.events else { continue }
      try compareRates(line, peer, events)
      guard let processor = line.cpu, let theirs = line.sums else { continue }
      all = max(all, events)
      let share = Double(events) / Double(all)
      Report.ratio(
        "rebuild of p900, p903, p904, CPU ÷ \(peer)", Ratio([ours.processor * share / processor]),
        goal: Self.goals[peer] ?? "")
      for (table, sum) in theirs.sorted(by: { $0.key < $1.key }) where events == all {
        if sums[table] != sum {
          Report.say("  \(peer): \(table) sums to \(sum), here \(sums[table] ?? "-")")
        }
      }
    }
  }

  private func compareRates(_ line: Line, _ peer: String, _ events: Int) throws {
    guard let read = line.read, let appended = line.appended else { return }
    let rates = LogRates(ledger: ledger)
    Report.ratio(
      "reading all events, decoded, events/s ÷ \(peer)", Ratio([try rates.reading() / read]),
      goal: Self.rateGoals[peer]?.read ?? "")
    Report.ratio(
      "appending by the thousand, durable, events/s ÷ \(peer)",
      Ratio([try rates.appending(events) / appended]), goal: Self.rateGoals[peer]?.appended ?? "")
  }

  /// A column's sum with two decimals.
  private func sum(_ column: String, of alias: String) throws -> String {
    let answer = try FreeSQL().answer(
      "SELECT sum(\(column)_e4) / 100 FROM \(alias)_file.\(alias)_rows", in: ledger.tables)
    guard case .number(let digits) = answer.rows[0][0], let cents = Int64(digits) else {
      return "-"
    }
    let rest = String(abs(cents) % 100 + 100).dropFirst()
    return "\(cents < 0 ? "-" : "")\(abs(cents) / 100).\(rest)"
  }
}
