import Ledger
import Platform
import Projecting

/// Rebuilds beside the floor, in turn, in one run.
struct RebuildRatios {
  let ledger: Ledger
  let folder: String
  let rounds: Int

  func report() throws {
    let floor = Floor(ledger, folder)
    var single: [Double] = []
    var statements: [Double] = []
    var double: [Double] = []
    var alone: [Double] = []
    var last = (floor: Measure(wall: 0, processor: 0), rebuild: Measure(wall: 0, processor: 0))
    let small = try ["p905", "p908"].map { try ledger.projector($0) }
    for _ in 0..<rounds {
      let one = try rebuild(Projectors.all, jobs: 1, .pages)
      let least = try floor.measure(Projectors.all)
      let two = try rebuild(Projectors.all, jobs: 2, .pages)
      let api = try rebuild(Projectors.all, jobs: 1, .statements)
      let few = try rebuild(small, jobs: 1, .pages)
      single.append(one.processor / least.processor)
      double.append(two.wall / least.wall)
      statements.append(api.processor / least.processor)
      alone.append(few.processor / one.processor)
      last = (least, one)
    }
    Report.ratio(
      "rebuild of all tables by pages, one worker, CPU ÷ floor", Ratio(single), goal: "≤ 0.6")
    Report.ratio(
      "the same by statements, CPU ÷ floor", Ratio(statements), goal: "≤ 1.3")
    Report.ratio(
      "rebuild by pages, two workers, wall ÷ floor", Ratio(double), goal: "≤ 0.8")
    Report.ratio("p905 and p908 alone, CPU ÷ full rebuild", Ratio(alone), goal: "≤ 0.05 each")
    Report.say(
      "last round: floor \(Report.seconds(last.floor.processor)) s CPU, "
        + "\(Report.seconds(last.floor.wall)) s wall; rebuild "
        + "\(Report.seconds(last.rebuild.processor)) s CPU; peak \(Machine.peakMemory >> 20) MB")
  }

  private func rebuild(
    _ projectors: [any Projector], jobs: Int, _ way: WritingWay
  ) throws -> Measure {
    var options = Rebuild.Options(jobs: jobs)
    options.way = way
    return try Measure { _ = try ledger.rebuild(projectors, options) }
  }
}
