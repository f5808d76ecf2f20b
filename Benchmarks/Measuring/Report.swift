import Foundation
import Ledger
import Platform
import SQLite

/// Prints figures: lines and rows of a table for people, or with `--json` an object a line.
enum Report {
  private static let isJSON = CommandLine.arguments.contains("--json")

  /// What the figures were measured on.
  static func machine() throws {
    let about = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = about.split(separator: "\n").first { $0.hasPrefix("model name") }
      .flatMap { $0.split(separator: ":").last }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let sqlite = try Connection(":memory:", .create).text("SELECT sqlite_version()") ?? ""
    say(
      "\(model ?? "a processor"), \(Machine.processors) cores, "
        + "\(ProcessInfo.processInfo.operatingSystemVersionString), SQLite \(sqlite), "
        + "\(Machine.now)")
  }

  /// One piece of work; `peak` is in megabytes, of this process unless it was another's.
  static func line(_ name: String, _ measure: Measure, events: Int64, peak: Int? = nil) {
    let rate = Int(Double(events) / max(measure.wall, 1e-9))
    let peak = peak ?? Machine.peakMemory >> 20
    if isJSON {
      return write([
        ("what", text(name)), ("events", "\(events)"), ("wall", seconds(measure.wall)),
        ("cpu", seconds(measure.processor)), ("peak_mb", "\(peak)"),
      ])
    }
    say(
      "\(name): \(events) events, \(seconds(measure.wall)) s wall, "
        + "\(seconds(measure.processor)) s CPU, \(rate) events/s, peak \(peak) MB")
  }

  /// A ratio beside its goal.
  static func ratio(_ name: String, _ ratio: Ratio, goal: String) {
    if isJSON {
      return write([
        ("what", text(name)), ("goal", text(goal)), ("median", thousandths(ratio.median)),
        ("rounds", "[\(ratio.rounds.map(thousandths).joined(separator: ","))]"),
      ])
    }
    say("| \(name) | \(goal) | \(ratio.text) |")
  }

  /// A line on stdout at once, wherever it goes.
  static func say(_ line: String) {
    if isJSON { return write([("note", text(line))]) }
    Machine.write(line + "\n", to: 1)
  }

  static func seconds(_ value: Double) -> String { thousandths(value) }

  static func thousandths(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(thousandths % 1000 + 1000).dropFirst()
    return "\(thousandths / 1000).\(digits)"
  }

  static func hundredths(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let digits = String(hundredths % 100 + 100).dropFirst()
    return "\(hundredths / 100).\(digits)"
  }

  private static func write(_ members: [(name: String, value: String)]) {
    let all = members.map { "\"\($0.name)\":\($0.value)" }
    Machine.write("{\(all.joined(separator: ","))}\n", to: 1)
  }

  private static func text(_ value: String) -> String { JSONText.quoted(value) }
}
