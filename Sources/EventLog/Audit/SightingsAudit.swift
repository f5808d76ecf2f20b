import Domain
import SQLite

/// Whether every row of `sightings` can be one: of a source, of positions that there are, its parts
/// without a gap.
///
/// That they are those that were noted is proven by their sum; see `SightingsSum`.
struct SightingsAudit {
  private let log: EventLog

  init(_ log: EventLog) { self.log = log }

  /// `head` is `nil` when blocks could not be read.
  func run(through head: Int64?, _ findings: inout Findings) throws {
    guard log.format > 1 else { return }
    let sources = Set(try log.sources().compactMap { try log.sourceID($0) })
    let select = try log.connection.prepare(
      "SELECT source, clock, part, positions FROM sightings ORDER BY source, clock, part")
    var before: (source: Int64, clock: Int64, part: Int64) = (0, 0, 0)
    var count = 0
    while try select.step() {
      count += 1
      let (source, clock, part) = (select.integer(0), select.integer(1), select.integer(2))
      var problems: [String] = []
      if !sources.contains(source) { problems.append("it is of no source") }
      let isNext = (source, clock) == (before.source, before.clock)
      if part != (isNext ? before.part + 1 : 1) { problems.append("a part before it is missing") }
      do throws(CodecError) {
        let last = try PositionRuns(select.bytes(3)).last ?? 0
        if last < 1 || last > head ?? .max {
          problems.append("there are no events at its positions")
        }
      } catch { problems.append("its positions cannot be read: \(error)") }
      before = (source, clock, part)
      for problem in problems {
        findings.find(
          "log.sqlite sightings \(source) \(clock) \(part)", problem, LogAudit.remedy)
      }
    }
    findings.pass("\(count) lists of sightings")
  }
}
