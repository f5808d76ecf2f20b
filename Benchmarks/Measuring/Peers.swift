import Foundation
import Ledger
import Platform

/// Other engines on the same rows: what they take beside our rebuild of p900, p903 and p904, and
/// whether their sums agree.
struct Peers {
  let ledger: Ledger
  let folder: String

  /// One engine's line.
  private struct Line: Decodable {
    let peer: String
    let cpu: Double
    let wall: Double
    let events: Int
    let sums: [String: String]
  }

  private static let goals = [
    "DuckDB from NDJSON": "≤ 0.35", "DuckDB from Parquet": "≤ 0.5",
    "SQLite json_extract": "≤ 0.15", "eventsourcing": "≤ 0.05",
  ]
  private static let sources = "Benchmarks/Peers"

  func report() throws {
    let python =
      try run("/bin/bash", ["\(Self.sources)/setup.sh"])
      .split(separator: "\n").last.map(String.init) ?? ""
    let own = try ["p900", "p903", "p904"].map { try ledger.projector($0) }
    let output = try run(python, ["\(Self.sources)/peers.py", folder, "schemas"])
    let ours = try Measure { _ = try ledger.rebuild(own, Rebuild.Options(jobs: 1)) }
    let sums = try [
      "p900": sum("payable_amount", of: "p900"), "p903": sum("payout_amount", of: "p903"),
      "p904": sum("total", of: "p904"),
    ]
    var all = 0
    for text in output.split(separator: "\n") {
      let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
      all = max(all, line.events)
      let share = Double(line.events) / Double(all)
      Report.ratio(
        "rebuild of p900, p903, p904, CPU ÷ \(line.peer)",
        Ratio([ours.processor * share / line.cpu]), goal: Self.goals[line.peer] ?? "")
      for (table, sum) in line.sums.sorted(by: { $0.key < $1.key }) where line.events == all {
        if sums[table] != sum {
          Report.say("  \(line.peer): \(table) sums to \(sum), here \(sums[table] ?? "-")")
        }
      }
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

  /// What a program prints; its errors go where ours go.
  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw LedgerError(.unavailable, "\(program) ended with \(process.terminationStatus)")
    }
    return String(decoding: output, as: UTF8.self)
  }
}
