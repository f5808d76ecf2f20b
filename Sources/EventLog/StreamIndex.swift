import Digest
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

  init(_ connection: Connection) throws {
    self.connection = connection
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

  /// Equal states of a document have equal numbers; never that of a withdrawal.
  static func state(_ schema: EventSchema, _ body: [UInt8]) -> Int64 {
    let digest = SHA256.hash(Array(schema.tag.utf8) + [0] + body)
    var state: Int64 = 0
    for byte in digest.prefix(8) { state = state << 8 | Int64(byte) }
    return state == withdrawn ? 1 : state
  }

  /// All versions of a stream in order of clock, then position.
  func versions(_ source: Int64, _ naturalID: Bytes) throws -> [Version] {
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

  /// Notes that a version was seen again, unchanged, later than it was before.
  mutating func see(
    _ source: Int64, _ naturalID: Bytes, _ known: Version, until: Int64
  ) throws {
    let version = known.version
    if known.seenUntil != known.clock {
      sightings.take(source, naturalID, version: version, seenUntil: known.seenUntil)
    }
    sightings.add(source, naturalID, version: version, seenUntil: until)
    sight.bind(1, source)
    sight.bindBorrowed(2, text: naturalID)
    sight.bind(3, version)
    sight.bind(4, until)
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
