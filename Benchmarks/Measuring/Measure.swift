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
  let rounds: [Double]

  init(_ rounds: [Double]) { self.rounds = rounds.sorted() }

  var median: Double { rounds.isEmpty ? 0 : rounds[rounds.count / 2] }

  /// `0.57 (0.55–0.60, 5 rounds)`.
  var text: String {
    let ends = "\(Report.hundredths(rounds.first ?? 0))–\(Report.hundredths(rounds.last ?? 0))"
    return "\(Report.hundredths(median)) (\(ends), \(rounds.count) rounds)"
  }
}
