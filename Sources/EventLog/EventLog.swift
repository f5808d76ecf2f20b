package import Domain
import LZ4
package import SQLite

/// Everything that happened, in the order Svod learned of it.
///
/// Any number of processes may read; `LogWriter` appends.
package final class EventLog {
  package let connection: Connection
  let reader = BlockReader()
  var raw: [UInt8] = []
  private var knownTakenBack: (positions: [Int64], set: TakenBack)?
  private var unpacker = BlockUnpacker()

  /// Finds the versions of a stream; see StreamLookup.swift.
  var selectVersions: Statement?
  var knownSightings: Sightings?

  /// What form of index the file has: 1 until this program first opens it for writing.
  var format: Int64

  /// Writes down what an append in progress knows of streams and this log's tables do not yet.
  var settle: (() throws -> Void)?

  /// `SVOD`, so that a foreign file is known at once.
  package static let applicationID: Int64 = 0x5356_4F44
  package static let format: Int64 = 2

  /// How far a log reaches.
  package struct Head: Sendable, Equatable {
    package let position: Int64

    /// The hash of the last block; 32 zeros for an empty log.
    package let hash: [UInt8]
    package let recordedAt: Instant

    package static let empty = Head(
      position: 0, hash: Array(repeating: 0, count: 32), recordedAt: Instant(rawValue: 0))
  }

  /// Opens a log for reading.
  package convenience init(reading path: String) throws {
    try self.init(try Connection(path, .read))
  }

  /// Takes a connection that was opened for reading or for writing.
  package init(_ connection: Connection) throws {
    self.connection = connection
    do {
      try connection.defend()
      guard try connection.integer("PRAGMA application_id") == Self.applicationID else {
        throw EventLogError.foreign(path: connection.path)
      }
    } catch let error as SQLiteError where error.isDamage {
      throw EventLogError.foreign(path: connection.path)
    }
    format = try connection.integer("PRAGMA user_version") ?? 0
    guard (1...Self.format).contains(format) else {
      throw EventLogError.newer(path: connection.path, format: format)
    }
  }

  /// Makes an empty log at a path where there is none.
  package static func make(at path: String) throws {
    let connection = try Connection(path, .create)
    try connection.execute(
      """
      PRAGMA page_size = 8192; PRAGMA synchronous = FULL;
      """)
    try connection.transaction {
      try connection.execute(String(decoding: PackageResources.event_log_sql, as: UTF8.self))
      try connection.execute(
        "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(format)")
    }
    try connection.keepWriteAheadLog()
  }

  /// Copies the log as it stands to a path where there is nothing; the log itself is only read.
  package func copy(to path: String) throws {
    Connection.makeFile(path)
    let statement = try connection.prepare("VACUUM INTO ?1")
    statement.bind(1, path)
    try statement.run()
  }

  /// How far the log reaches.
  package func head() throws -> Head {
    let last = try connection.prepare(
      """
      SELECT first_position + event_count - 1, hash, recorded_at FROM blocks
      ORDER BY first_position DESC LIMIT 1
      """)
    guard try last.step() else { return .empty }
    return Head(
      position: last.integer(0), hash: last.bytes(1).array,
      recordedAt: Instant(rawValue: last.integer(2)))
  }

  /// How far the log reached when it held `position` events; the hash is that of the last whole block.
  package func head(at position: Int64) throws -> Head {
    let select = try connection.prepare(
      """
      SELECT hash, recorded_at FROM blocks WHERE first_position <= ?1
      ORDER BY first_position DESC LIMIT 1
      """)
    select.bind(1, position)
    guard try select.step() else { return .empty }
    return Head(
      position: min(position, try head().position), hash: select.bytes(0).array,
      recordedAt: Instant(rawValue: select.integer(1)))
  }

  /// Calls `body` with every event after `start` whose kind is wanted, oldest first; those that were
  /// taken back up to `end` are passed over unless they are asked for.
  ///
  /// Blocks without a wanted kind are not decompressed. Every block read is checked against its hash.
  /// `isReadAhead` does that on a thread of its own while `body` takes the events before.
  package func forEachEvent(
    after start: Int64 = 0, through end: Int64 = .max, of kinds: Set<StreamKind>? = nil,
    takenBackToo: Bool = false, isReadAhead: Bool = false, _ body: (EventView) throws -> Void
  ) throws {
    let wanted = kinds.map(EventTypes.wanted)
    let gone = takenBackToo ? TakenBack() : try takenBack(asOf: end)
    func forEachBlock(_ body: (BlockHeader, Bytes) throws -> Void) throws {
      if isReadAhead {
        try forEachBlockAhead(after: start, through: end, of: kinds, body)
      } else {
        try self.forEachBlock(after: start, through: end, of: kinds, body)
      }
    }
    try forEachBlock { header, bytes in
      guard !gone.isEmpty else {
        return try reader.forEachEvent(
          header, bytes, from: start + 1, through: end, wanted: wanted, body)
      }
      try reader.forEachEvent(header, bytes, from: start + 1, through: end, wanted: wanted) {
        if !gone.contains($0.position) { try body($0) }
      }
    }
  }

  /// What was taken back when the log held `end` events.
  package func takenBack(asOf end: Int64 = .max) throws -> TakenBack {
    let positions = try takingBack()
    if let known = knownTakenBack, known.positions == positions { return known.set.asOf(end) }
    let set = try TakenBack(self, at: positions)
    knownTakenBack = (positions, set)
    return set.asOf(end)
  }

  /// The same, without looking whether more was taken back since this log was last asked.
  func takenBackNow(asOf end: Int64) throws -> TakenBack {
    try knownTakenBack?.set.asOf(end) ?? takenBack(asOf: end)
  }

  /// The append that took something back was itself undone.
  func forgetTakenBack() { knownTakenBack = nil }

  /// The positions of the events that take others back, ascending.
  private func takingBack() throws -> [Int64] {
    var positions: [Int64] = []
    try forEachStream(in: TakenBack.source) { _, versions in
      positions += versions.map(\.position)
    }
    return positions.sorted()
  }

  /// Calls `body` with the raw bytes of every block after `start` that holds a wanted kind.
  ///
  /// Without `checksHashes` it only measures what reading and decompressing take.
  package func forEachBlock(
    after start: Int64 = 0, through end: Int64 = .max, of kinds: Set<StreamKind>? = nil,
    checksHashes: Bool = true, _ body: (BlockHeader, Bytes) throws -> Void
  ) throws {
    let first = try blockStart(of: start + 1) ?? start + 1
    let select = try connection.prepare(
      """
      SELECT first_position, event_count, recorded_at, import_id, payload, types, codec, raw_size,
        hash, body
      FROM blocks WHERE first_position >= ?1 AND first_position <= ?2 ORDER BY first_position
      """)
    select.bind(1, first)
    select.bind(2, end)
    var previous: [UInt8]?
    var next = first
    while try select.step() {
      let header = try Self.header(select)
      guard header.firstPosition == next else {
        throw EventLogError.damaged(
          position: next, detail: "the next block begins at \(header.firstPosition)")
      }
      next = header.lastPosition + 1
      let hash = select.bytes(8).array
      if kinds.map(header.holds) ?? true {
        let before = try previous ?? self.hash(before: header.firstPosition)
        try decompress(header, select.bytes(9))
        try raw.borrowed { (all) throws in
          let bytes = all.prefix(header.rawSize)
          guard !checksHashes || header.hash(after: before, bytes) == hash else {
            throw EventLogError.damaged(
              position: header.firstPosition, detail: "its bytes do not give its hash")
          }
          try body(header, bytes)
        }
      }
      previous = hash
    }
  }

  /// Calls `body` with the header of every block after `start`, bodies unread.
  package func forEachHeader(
    after start: Int64 = 0, _ body: (BlockHeader) throws -> Void
  ) throws {
    let select = try connection.prepare(
      """
      SELECT first_position, event_count, recorded_at, import_id, payload, types, codec, raw_size
      FROM blocks WHERE first_position > ?1 ORDER BY first_position
      """)
    select.bind(1, start)
    while try select.step() { try body(Self.header(select)) }
  }

  /// A block's header, in bounds that hold before its body is read: every event takes bytes.
  static func header(_ row: Statement) throws(EventLogError) -> BlockHeader {
    let header = BlockHeader(
      firstPosition: row.integer(0), eventCount: Int(clamping: row.integer(1)),
      recordedAt: Instant(rawValue: row.integer(2)), importID: row.integer(3),
      payload: row.bytes(4).array, types: row.string(5), codec: Int(clamping: row.integer(6)),
      rawSize: Int(clamping: row.integer(7)))
    guard header.firstPosition > 0, header.firstPosition < 1 << 62, header.eventCount > 0,
      header.eventCount <= header.rawSize, header.rawSize <= LZ4.rawSizeMax
    else {
      throw EventLogError.damaged(position: header.firstPosition, detail: "its header cannot be")
    }
    return header
  }

  func decompress(_ header: BlockHeader, _ body: Bytes) throws {
    guard let codec = BlockCodec(rawValue: header.codec), header.eventCount > 0,
      unpacker.unpack(codec, body, rawSize: header.rawSize, into: &raw)
    else {
      throw EventLogError.damaged(
        position: header.firstPosition, detail: "it does not decompress to \(header.rawSize) bytes")
    }
  }

  private func hash(before position: Int64) throws -> [UInt8] {
    let select = try connection.prepare(
      "SELECT hash FROM blocks WHERE first_position < ?1 ORDER BY first_position DESC LIMIT 1")
    select.bind(1, position)
    return try select.step() ? select.bytes(0).array : Head.empty.hash
  }

  func blockStart(of position: Int64) throws -> Int64? {
    let select = try connection.prepare(
      """
      SELECT first_position FROM blocks
      WHERE first_position <= ?1 ORDER BY first_position DESC LIMIT 1
      """)
    select.bind(1, position)
    return try select.step() ? select.integer(0) : nil
  }

  /// Calls `body` with the events at `positions`, which ascend; each block is read once.
  package func forEachEvent(at positions: [Int64], _ body: (EventView) throws -> Void) throws {
    var index = 0
    while index < positions.count {
      guard let first = try blockStart(of: positions[index]) else {
        throw EventLogError.absent(positions[index])
      }
      var wanted: Set<Int64> = []
      var last = positions[index]
      try forEachBlock(after: first - 1, through: first) { header, bytes in
        while index < positions.count, positions[index] <= header.lastPosition {
          wanted.insert(positions[index])
          last = positions[index]
          index += 1
        }
        if wanted.isEmpty { throw EventLogError.absent(positions[index]) }
        try reader.forEachEvent(header, bytes, through: last) { event in
          if wanted.contains(event.position) { try body(event) }
        }
      }
      if wanted.isEmpty { throw EventLogError.absent(positions[index]) }
    }
  }
}
