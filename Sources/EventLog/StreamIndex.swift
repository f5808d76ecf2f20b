import Domain
import SQLite

/// The versions of every stream: what an append is compared with.
struct StreamIndex {
  struct Version {
    let version: Int64
    let position: Int64
    let clock: Int64
    let state: Int64
    var seenUntil: Int64

    var isWithdrawn: Bool { state == StreamIndex.withdrawn }
  }

  /// The state of a withdrawn document.
  static let withdrawn: Int64 = 0

  /// What this append added to the sum of all sightings.
  private(set) var sightings = SightingsSum()

  private let connection: Connection
  private let select: Statement
  private let insert: Statement
  private let sight: Statement
  private let scope: Statement
  private let last: Statement

  /// Versions at these positions count no more.
  let takenBack: TakenBack

  init(_ connection: Connection, _ takenBack: TakenBack) throws {
    self.connection = connection
    self.takenBack = takenBack
    last = try connection.prepare(
      "SELECT coalesce(max(version), 0) FROM streams WHERE source = ?1 AND natural_id = ?2")
    select = try connection.prepare(
      """
      SELECT version, position, clock, state, coalesce(seen_until, clock) FROM streams
      WHERE source = ?1 AND natural_id = ?2 ORDER BY clock, position
      """)
    insert = try connection.prepare(
      """
      INSERT INTO streams (source, natural_id, version, position, clock, state, seen_until)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """)
    sight = try connection.prepare(
      "UPDATE streams SET seen_until = ?4 WHERE source = ?1 AND natural_id = ?2 AND version = ?3")
    scope = try connection.prepare(
      """
      SELECT DISTINCT natural_id FROM streams
      WHERE source = ?1 AND natural_id >= ?2 AND natural_id < ?3 ORDER BY natural_id
      """)
  }

  /// The versions of a stream that count, in order of clock, then position.
  func versions(_ source: Int64, _ naturalID: Bytes) throws -> [Version] {
    let all = try allVersions(source, naturalID)
    return takenBack.isEmpty ? all : all.filter { !takenBack.contains($0.position) }
  }

  /// The number of a stream's last version, when those in `versions` count.
  func lastVersion(
    _ source: Int64, _ naturalID: Bytes, among versions: [Version]
  ) throws -> Int64 {
    if takenBack.isEmpty { return versions.map(\.version).max() ?? 0 }
    last.reset()
    last.bind(1, source)
    last.bindBorrowed(2, text: naturalID)
    _ = try last.step()
    defer { last.reset() }
    return last.integer(0)
  }

  /// The same with those that were taken back.
  func allVersions(_ source: Int64, _ naturalID: Bytes) throws -> [Version] {
    select.reset()
    select.bind(1, source)
    select.bindBorrowed(2, text: naturalID)
    var versions: [Version] = []
    while try select.step() {
      versions.append(
        Version(
          version: select.integer(0), position: select.integer(1), clock: select.integer(2),
          state: select.integer(3), seenUntil: select.integer(4)))
    }
    select.reset()
    return versions
  }

  mutating func add(_ source: Int64, _ naturalID: Bytes, _ version: Version) throws {
    if version.seenUntil != version.clock {
      sightings.add(
        source, naturalID, version: version.version, seenUntil: version.seenUntil)
    }
    insert.bind(1, source)
    insert.bindBorrowed(2, text: naturalID)
    insert.bind(3, version.version)
    insert.bind(4, version.position)
    insert.bind(5, version.clock)
    insert.bind(6, version.state)
    insert.bind(7, version.seenUntil == version.clock ? nil : version.seenUntil)
    try insert.run()
  }

  /// Notes until when a version was seen, unchanged.
  mutating func see(
    _ source: Int64, _ naturalID: Bytes, _ known: Version, until: Int64
  ) throws {
    let version = known.version
    if known.seenUntil != known.clock {
      sightings.take(source, naturalID, version: version, seenUntil: known.seenUntil)
    }
    // A version that was seen only when it was told has no sighting of its own.
    let isLater = until > known.clock
    if isLater { sightings.add(source, naturalID, version: version, seenUntil: until) }
    sight.bind(1, source)
    sight.bindBorrowed(2, text: naturalID)
    sight.bind(3, version)
    sight.bind(4, isLater ? until : nil)
    try sight.run()
  }

  /// The natural ids of a source that begin with `prefix`.
  func naturalIDs(_ source: Int64, prefix: String) throws -> [[UInt8]] {
    scope.reset()
    scope.bind(1, source)
    scope.bind(2, prefix)
    // Nothing in UTF-8 sorts after the last code point.
    scope.bind(3, prefix + "\u{10FFFF}")
    var ids: [[UInt8]] = []
    while try scope.step() { ids.append(scope.bytes(0).array) }
    scope.reset()
    return ids
  }
}
