import Platform

/// Wall and processor seconds of one piece of work.
struct Measure {
  private(set) var wall: Double
  private(set) var processor: Double

  init(wall: Double, processor: Double) {
    self.wall = wall
    self.processor = processor
  }

  /// Runs `body` once.
  init(_ body: () throws -> Void) rethrows {
    let wall = Machine.seconds
    let processor = Machine.processorSeconds
    try body()
    self.wall = Machine.seconds - wall
    self.processor = Machine.processorSeconds - processor
  }

  static func += (sum: inout Measure, other: Measure) {
    sum.wall += other.wall
    sum.processor += other.processor
  }
}

/// A ratio of two things that were run in turn: the middle of the rounds, and how far they lie apart.
struct Ratio {
  private let rounds: [Double]

  init(_ rounds: [Double]) { self.rounds = rounds.sorted() }

  var median: Double { rounds.isEmpty ? 0 : rounds[rounds.count / 2] }

  /// `0.57 (0.55–0.60, 5 rounds)`.
  var text: String {
    let ends = "\(Report.hundredths(rounds.first ?? 0))–\(Report.hundredths(rounds.last ?? 0))"
    return "\(Report.hundredths(median)) (\(ends), \(rounds.count) rounds)"
  }
}

/// Prints lines of figures.
enum Report {
  static func line(_ name: String, _ measure: Measure, events: Int64) {
    let rate = Int(Double(events) / max(measure.wall, 1e-9))
    say(
      "\(name): \(events) events, \(seconds(measure.wall)) s wall, \(seconds(measure.processor)) s CPU, "
        + "\(rate) events/s, peak \(Machine.peakMemory >> 20) MB")
  }

  /// A ratio beside its goal.
  static func ratio(_ name: String, _ ratio: Ratio, goal: String) {
    say("| \(name) | \(goal) | \(ratio.text) |")
  }

  /// A line on stdout at once, wherever it goes.
  static func say(_ line: String) { Machine.write(line + "\n", to: 1) }

  static func seconds(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(thousandths % 1000 + 1000).dropFirst()
    return "\(thousandths / 1000).\(digits)"
  }

  static func hundredths(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let digits = String(hundredths % 100 + 100).dropFirst()
    return "\(hundredths / 100).\(digits)"
  }
}
