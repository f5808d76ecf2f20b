import Domain
import SQLite

/// At which times known states were seen again: what no event tells, since it changed nothing.
///
/// A page that arrives late may hide such a state; the log then has to say from when it held once
/// more. So each append notes, by source, fetched-at and import, the positions of the versions whose
/// states it showed without bringing them.
final class Sightings {
  private struct Moment: Hashable {
    let source: Int64
    let clock: Int64
  }

  /// One import's share of a moment.
  private struct Part: Hashable {
    let moment: Moment
    let importID: Int64
  }

  /// What these imports saw counts no more.
  private let revoked: Set<Int64>

  /// What this append added to the sum of all sightings.
  private(set) var sum = SightingsSum()

  private let select: Statement
  private let selectClocks: Statement
  private let insert: Statement

  /// Seen in this append, not yet stored.
  private var fresh: [Part: PositionRuns] = [:]
  private var lastPart: Part?
  private var lastRuns = PositionRuns()

  /// Stored before, as far as it was asked for.
  private var known: [Moment: [(importID: Int64, runs: PositionRuns)]] = [:]
  private var clocks: [Int64: [Int64]] = [:]

  /// Moments that are kept in memory.
  private static let knownMax = 1_000

  init(_ connection: Connection, without revoked: Set<Int64> = []) throws {
    self.revoked = revoked
    select = try connection.prepare(
      "SELECT import_id, positions FROM sightings WHERE source = ?1 AND clock = ?2 ORDER BY part")
    selectClocks = try connection.prepare(
      "SELECT DISTINCT clock FROM sightings WHERE source = ?1 ORDER BY clock")
    insert = try connection.prepare(
      """
      INSERT INTO sightings (source, clock, part, import_id, positions)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """)
  }

  /// Notes that an import saw the state of the version at `position` at `clock`.
  func note(_ source: Int64, _ position: Int64, at clock: Int64, by importID: Int64) {
    if let last = lastPart, last.moment.clock == clock, last.moment.source == source,
      last.importID == importID
    {
      lastRuns.insert(position)
      return
    }
    gather()
    let part = Part(moment: Moment(source: source, clock: clock), importID: importID)
    lastPart = part
    lastRuns = fresh.removeValue(forKey: part) ?? PositionRuns()
    lastRuns.insert(position)
  }

  private func gather() {
    if let lastPart, !lastRuns.isEmpty { fresh[lastPart] = lastRuns }
    lastPart = nil
    lastRuns = PositionRuns()
  }

  /// The first time after `start` and before `end` at which a state that one of the versions at
  /// `positions` has was seen.
  func first(
    _ source: Int64, of positions: [Int64], after start: Int64, before end: Int64?
  ) throws -> Int64? {
    gather()
    var limit = end ?? .max
    var found: Int64?
    for part in fresh.keys
    where part.moment.source == source && part.moment.clock > start && part.moment.clock < limit {
      if fresh[part]?.contains(oneOf: positions) ?? false {
        limit = part.moment.clock
        found = limit
      }
    }
    let clocks = try storedClocks(source)
    var low = 0
    var high = clocks.count
    while low < high {
      let middle = (low + high) / 2
      if clocks[middle] <= start { low = middle + 1 } else { high = middle }
    }
    for clock in clocks[low...] where clock < limit {
      if try has(source, oneOf: positions, at: clock) { return clock }
    }
    return found
  }

  /// Whether a stored sighting at a clock is of one of the versions at `positions`.
  func has(_ source: Int64, oneOf positions: [Int64], at clock: Int64) throws -> Bool {
    for var part in try stored(Moment(source: source, clock: clock))
    where !revoked.contains(part.importID) && part.runs.contains(oneOf: positions) {
      return true
    }
    return false
  }

  /// Calls `body` with every stored part of a source.
  func forEach(
    _ source: Int64,
    _ body: (_ clock: Int64, _ importID: Int64, _ runs: PositionRuns) throws -> Void
  ) throws {
    for clock in try storedClocks(source) {
      for part in try stored(Moment(source: source, clock: clock)) {
        try body(clock, part.importID, part.runs)
      }
    }
  }

  private func storedClocks(_ source: Int64) throws -> [Int64] {
    if let known = clocks[source] { return known }
    selectClocks.reset()
    selectClocks.bind(1, source)
    var found: [Int64] = []
    while try selectClocks.step() { found.append(selectClocks.integer(0)) }
    selectClocks.reset()
    clocks[source] = found
    return found
  }

  private func stored(
    _ moment: Moment
  ) throws -> [(importID: Int64, runs: PositionRuns)] {
    if let parts = known[moment] { return parts }
    if known.count >= Self.knownMax { known = [:] }
    select.reset()
    select.bind(1, moment.source)
    select.bind(2, moment.clock)
    defer { select.reset() }
    var found: [(importID: Int64, runs: PositionRuns)] = []
    while try select.step() {
      do throws(CodecError) {
        found.append((select.integer(0), try PositionRuns(select.bytes(1))))
      } catch {
        throw EventLogError.brokenIndex(detail: "a list of sightings: \(error)")
      }
    }
    known[moment] = found
    return found
  }

  /// Stores what was noted and not yet known.
  func flush() throws {
    gather()
    func order(_ part: Part) -> (Int64, Int64, Int64) {
      (part.moment.source, part.moment.clock, part.importID)
    }
    for part in fresh.keys.sorted(by: { order($0) < order($1) }) {
      guard var runs = fresh[part] else { continue }
      let before = try stored(part.moment)
      let standing = before.filter { !revoked.contains($0.importID) }.map(\.runs)
      if !standing.isEmpty { runs.subtract(standing) }
      if runs.isEmpty { continue }
      let (source, clock) = (part.moment.source, part.moment.clock)
      let number = Int64(before.count + 1)
      let positions = runs.stored()
      insert.bind(1, source)
      insert.bind(2, clock)
      insert.bind(3, number)
      insert.bind(4, part.importID)
      insert.bind(5, blob: positions)
      try insert.run()
      known[part.moment] = before + [(part.importID, runs)]
      sum.add(source, clock: clock, part: number, importID: part.importID, positions)
    }
    fresh = [:]
    known = [:]
    clocks = [:]
  }
}
