import Platform

/// Wall and processor seconds of one piece of work.
struct Measure {
  let wall: Double
  let processor: Double

  /// Runs `body` once.
  init(_ body: () throws -> Void) rethrows {
    let wall = Machine.seconds
    let processor = Machine.processorSeconds
    try body()
    self.wall = Machine.seconds - wall
    self.processor = Machine.processorSeconds - processor
  }
}

/// Prints a line of figures.
enum Report {
  static func line(_ name: String, _ measure: Measure, events: Int64) {
    let rate = Int(Double(events) / max(measure.wall, 1e-9))
    print(
      "\(name): \(events) events, \(seconds(measure.wall)) s wall, \(seconds(measure.processor)) s CPU, "
        + "\(rate) events/s, peak \(Machine.peakMemory >> 20) MB")
  }

  static func seconds(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(thousandths % 1000 + 1000).dropFirst()
    return "\(thousandths / 1000).\(digits)"
  }
}
