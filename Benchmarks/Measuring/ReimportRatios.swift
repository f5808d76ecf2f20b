import Ledger
import Platform

/// Archived payloads read again, beside the imports that brought them.
struct ReimportRatios {
  let ledger: Ledger

  /// What the imports of all payloads took, in this same run.
  let imports: Measure
  let rounds: Int

  func report() throws {
    let events = try Status(ledger).position
    Report.line("imports of all payloads", imports, events: events)
    var processor: [Double] = []
    var wall: [Double] = []
    for _ in 0..<rounds {
      Machine.forgetPeakMemory()
      var differing = 0
      let measure = try Measure {
        differing = try Reimport().compare(ledger).count { $0.differs }
      }
      Report.line("reimport, \(differing) imports read otherwise", measure, events: events)
      processor.append(measure.processor / imports.processor)
      wall.append(measure.wall / imports.wall)
    }
    Report.ratio("reimport, CPU ÷ imports", Ratio(processor), goal: "≤ 0.8")
    Report.ratio("reimport, wall ÷ imports", Ratio(wall), goal: "≤ 0.5")
  }
}
