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

  /// Rounds of the others' work and ours, in turn.
  let rounds: Int

  func report() throws {
    let python =
      try Program.run("/bin/bash", ["\(Self.sources)/setup.sh"])
      .split(separator: "\n").last.map(String.init) ?? ""
    var found = Found()
    for round in 0..<rounds {
      let output = try Program.run(python, ["\(Self.sources)/peers.py", folder, "schemas"])
      let lines = try output.split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8))
      }
      if round == 0, let versions = lines.compactMap(\.versions).first {
        Report.say("beside \(versions)")
      }
      try compare(lines, &found)
    }
    for (what, rounds) in found.ratios {
      Report.ratio(what.name, Ratio(rounds), goal: what.goal)
    }
  }

  /// Ratios in the order in which they were first found.
  private struct Found {
    private(set) var ratios: [(what: (name: String, goal: String), rounds: [Double])] = []

    mutating func add(_ name: String, goal: String?, _ ratio: Double) {
      if let place = ratios.firstIndex(where: { $0.what.name == name }) {
        ratios[place].rounds.append(ratio)
      } else {
        ratios.append(((name, goal ?? ""), [ratio]))
      }
    }
  }

  private func compare(_ lines: [Line], _ found: inout Found) throws {
    let own = try ["p900", "p903", "p904"].map { try ledger.projector($0) }
    let ours = try Measure { _ = try ledger.rebuild(own, Rebuild.Options(jobs: 1)) }
    let all = lines.compactMap(\.events).max() ?? 0
    for line in lines {
      guard let peer = line.peer, let events = line.events else { continue }
      if let read = line.read, let appended = line.appended {
        let rates = LogRates(ledger: ledger)
        found.add(
          "reading all events, decoded, events/s ÷ \(peer)", goal: Self.rateGoals[peer]?.read,
          try rates.reading() / read)
        found.add(
          "appending by the thousand, durable, events/s ÷ \(peer)",
          goal: Self.rateGoals[peer]?.appended, try rates.appending(events) / appended)
      }
      guard let processor = line.cpu, let sums = line.sums else { continue }
      let share = Double(events) / Double(all)
      found.add(
        "rebuild of p900, p903, p904, CPU ÷ \(peer)", goal: Self.goals[peer],
        ours.processor * share / processor)
      if events == all { try check(sums, of: peer) }
    }
  }

  /// Whoever makes the same tables has the same sums.
  private func check(_ sums: [String: String], of peer: String) throws {
    for (column, theirs) in sums.sorted(by: { $0.key < $1.key }) {
      let parts = column.split(separator: ".").map(String.init)
      let own = try sum(parts[1], of: parts[0])
      if own != theirs { Report.say("  \(peer): \(column) sums to \(theirs), here \(own)") }
    }
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
