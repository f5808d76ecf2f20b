package import Domain
import SQLite

/// Reads every block there is, whatever is wrong with some of them.
///
/// A reader stops at the first bad block; whoever wants to know how far a damaged log is sound goes
/// on, each block checked against what the one before says of itself.
package struct BlockScan {
  /// A block, or the place where one should be.
  package struct Block {
    package let first: Int64
    package let last: Int64

    /// `nil` where the row cannot be read.
    package let header: BlockHeader?

    /// The hash that the row states; empty where it cannot be read.
    package let hash: [UInt8]

    /// The hash that its bytes give after the block before; `nil` where there are no bytes.
    package let reckoned: [UInt8]?

    /// What is wrong with it; `nil` when its bytes give its hash.
    package let problem: String?
  }

  private let log: EventLog

  /// Hashes that are known from elsewhere, by the position where their block ends.
  private let known: [Int64: [UInt8]]

  package init(_ log: EventLog, known: [Int64: [UInt8]] = [:]) {
    self.log = log
    self.known = known
  }

  /// Calls `body` with every block in order; its bytes are empty where there are none to read.
  package func forEachBlock(_ body: (Block, Bytes) throws -> Void) throws {
    let (places, unreadable) = try self.places()
    let select = try log.connection.prepare(
      """
      SELECT first_position, event_count, recorded_at, import_id, payload, types, codec, raw_size,
        hash, body FROM blocks WHERE first_position = ?1
      """)
    var stated: [UInt8]? = EventLog.Head.empty.hash
    var reckoned: [UInt8]?
    var next: Int64 = 1
    var gaps = unreadable[...]
    for (first, count) in places {
      while let gap = gaps.first, gap.lowerBound < first {
        try body(Self.missing(gap, "its page cannot be read"), .none)
        (stated, reckoned, next) = (known[gap.upperBound], nil, gap.upperBound + 1)
        gaps = gaps.dropFirst()
      }
      if first > next {
        try body(Self.missing(next...first - 1, "the block is missing"), .none)
        // The blocks that are left may still tell the hash of the last one that is not.
        (stated, reckoned) = (known[first - 1], nil)
      }
      select.reset()
      select.bind(1, first)
      let last = first &+ max(0, count &- 1)
      let block = try read(select, first, last, after: stated, or: reckoned, body)
      stated = block.hash.isEmpty ? known[block.last] : block.hash
      reckoned = block.reckoned
      next = max(next, block.last &+ 1)
    }
    for gap in gaps { try body(Self.missing(gap, "its page cannot be read"), .none) }
  }

  private func read(
    _ select: Statement, _ first: Int64, _ last: Int64, after stated: [UInt8]?,
    or reckoned: [UInt8]?, _ body: (Block, Bytes) throws -> Void
  ) throws -> Block {
    func bad(_ problem: String, _ header: BlockHeader? = nil, _ hash: [UInt8] = []) throws -> Block
    {
      let block = Block(
        first: first, last: header?.lastPosition ?? last, header: header, hash: hash,
        reckoned: nil, problem: problem)
      try body(block, .none)
      return block
    }
    let header: BlockHeader
    let hash: [UInt8]
    do {
      guard try select.step() else { return try bad("its row cannot be found again") }
      hash = select.bytes(8).array
      header = try EventLog.header(select)
      try log.decompress(header, select.bytes(9))
    } catch let error as SQLiteError {
      return try bad("its row cannot be read: \(error.message)")
    } catch let error as EventLogError {
      guard case .damaged(_, let detail) = error else { throw error }
      return try bad(detail, try? EventLog.header(select), select.bytes(8).array)
    }
    return try log.raw.borrowed { (all) throws in
      let bytes = all.prefix(header.rawSize)
      let own = stated.map { header.hash(after: $0, bytes) }
      let other = reckoned.map { header.hash(after: $0, bytes) }
      let problem: String? =
        if own == hash || other == hash {
          nil
        } else if own == nil, other == nil {
          "the block before it is gone, so its hash cannot be reckoned"
        } else {
          "its bytes do not give its hash"
        }
      let block = Block(
        first: first, last: header.lastPosition, header: header, hash: hash,
        // What the next block was chained to, should this row's hash be the one that was changed.
        reckoned: other == hash ? hash : own, problem: problem)
      try body(block, bytes)
      return block
    }
  }

  private static func missing(_ range: ClosedRange<Int64>, _ problem: String) -> Block {
    Block(
      first: range.lowerBound, last: range.upperBound, header: nil, hash: [], reckoned: nil,
      problem: problem)
  }

  /// Where blocks begin and how many events they say they have, and the positions between which the
  /// table cannot be read.
  private func places() throws -> (
    places: [(first: Int64, count: Int64)], unreadable: [ClosedRange<Int64>]
  ) {
    var places: [(first: Int64, count: Int64)] = []
    let order = "SELECT first_position, event_count FROM blocks ORDER BY first_position"
    do {
      let select = try log.connection.prepare(order)
      while try select.step() { places.append((select.integer(0), select.integer(1))) }
      return (places, [])
    } catch {
      // From the other end as far as that goes: what lies between is the damage.
      var tail: [(first: Int64, count: Int64)] = []
      let known = places.last?.first ?? 0
      if let select = try? log.connection.prepare(order + " DESC") {
        while let isRow = try? select.step(), isRow, select.integer(0) > known {
          tail.append((select.integer(0), select.integer(1)))
        }
      }
      let start = places.last.map { $0.first &+ max(1, $0.count) } ?? 1
      let end = (tail.last?.first ?? max(start, self.known.keys.max() ?? start) + 1) - 1
      return (places + tail.reversed(), start <= end ? [start...end] : [])
    }
  }
}

extension EventLog {
  /// Calls `body` with every event of a block whose bytes somebody else has read.
  package func forEachEvent(
    in header: BlockHeader, _ bytes: Bytes, _ body: (EventView) throws -> Void
  ) throws {
    try reader.forEachEvent(header, bytes, body)
  }

  /// From here on every read sees the log as it is now, whatever is appended meanwhile.
  package func hold() throws {
    try connection.execute("BEGIN")
    _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
  }
}
