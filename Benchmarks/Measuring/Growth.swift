import Foundation
import Ledger
import Platform

/// What a rebuild takes when the log is ten times as long: time for each event, and memory.
///
/// Every size is rebuilt by a process of its own, so that one does not hold what another left.
struct Growth {
  /// Where the books are kept, and found again.
  let folder: String

  /// The small workload, and the one that is ten times as large.
  let sizes: [String]

  /// A line of a process that measures.
  private struct Line: Decodable {
    let events: Double?
    let cpu: Double?
    let wall: Double?
    let peak_mb: Double?
  }

  func report() throws {
    let names = sizes.reversed().map { $0.uppercased() }.joined(separator: " ÷ ")
    for size in sizes where !Files.exists(book(size)) { _ = try run("make", size, jobs: 1) }
    for jobs in [1, 2] {
      let rounds = try sizes.map { try run("rebuild", $0, jobs: jobs) }
      let workers = jobs == 1 ? "one worker" : "\(jobs) workers"
      Report.ratio(
        "CPU an event, \(names), \(workers)", ratio(rounds) { $0.cpu / $0.events }, goal: "≤ 1.15")
      Report.ratio(
        "wall time an event, \(names), \(workers)", ratio(rounds) { $0.wall / $0.events },
        goal: "≤ 1.15")
      Report.ratio(
        "peak memory, \(names), \(workers)", ratio(rounds) { $0.peak }, goal: "≤ 1.3")
    }
  }

  private func book(_ size: String) -> String { "\(folder)/\(size)" }

  private typealias Round = (events: Double, cpu: Double, wall: Double, peak: Double)

  /// Each round of the large book beside the middle one of the small book.
  private func ratio(_ rounds: [[Round]], _ value: (Round) -> Double) -> Ratio {
    let least = Ratio(rounds[0].map(value)).median
    return Ratio(rounds[1].map { value($0) / least })
  }

  /// Runs this program on a book; says what it says, and gives its figures.
  private func run(_ subject: String, _ size: String, jobs: Int) throws -> [Round] {
    let output = try Program.run(
      Files.target(of: "/proc/self/exe") ?? CommandLine.arguments[0],
      [subject, size, "--book", book(size), "--jobs", "\(jobs)", "--json"])
    var rounds: [Round] = []
    for text in output.split(separator: "\n") {
      let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
      guard let events = line.events, let cpu = line.cpu, let wall = line.wall,
        let peak = line.peak_mb
      else { continue }
      if subject == "make" { continue }
      rounds.append((events, cpu, wall, peak))
      Report.line(
        "\(subject) \(size.uppercased()), workers: \(jobs)", Measure(wall: wall, processor: cpu),
        events: Int64(events), peak: Int(peak))
    }
    return rounds
  }
}
