import Digest
import Domain
import EventLog
import LZ4
import Platform
import SQLite
import TestKit
import Testing

@Suite("Damage is found on reading")
struct DamageTests {
  @Test(arguments: ["body", "hash", "payload", "types"])
  func `every flipped bit of a block that changes anything is found`(_ column: String) throws {
    let log = try Self.written()
    let story = try log.story()
    var harmless = 0
    let connection = try Self.unguarded(log)
    for block in [Int64(1), 3] {
      let select = try connection.prepare("SELECT \(column) FROM blocks WHERE first_position = ?1")
      select.bind(1, block)
      _ = try select.step()
      let isText = column == "types"
      let bytes = select.bytes(0).array
      select.reset()
      #expect(bytes.count > 10)
      for place in bytes.indices {
        for bit in 0..<8 {
          var damaged = bytes
          damaged[place] ^= 1 << UInt8(bit)
          try Self.set(column, to: damaged, isText: isText, of: block, connection)
          do {
            // Four bits of an LZ4 block mean nothing: the length of a match after its last one.
            try #require(try log.story() == story, "byte \(place), bit \(bit)")
            harmless += 1
          } catch { #expect(error is EventLogError, "\(error)") }
        }
      }
      try Self.set(column, to: bytes, isText: isText, of: block, connection)
    }
    #expect(harmless == (column == "body" ? 8 : 0))
    #expect(try log.story() == story)
  }

  @Test(arguments: [
    "first_position", "event_count", "recorded_at", "import_id", "codec", "raw_size",
  ])
  func `every changed number of a block's header is found`(_ column: String) throws {
    let log = try Self.written()
    let connection = try Self.unguarded(log)
    let known = try connection.integer("SELECT \(column) FROM blocks WHERE first_position = 3") ?? 0
    for value in [known + 1, known - 1, 0, -1, 1 << 40, .max, .min]
      + (0..<63).map({ known ^ (1 << $0) })
    where value != known {
      do {
        try connection.execute("UPDATE blocks SET \(column) = \(value) WHERE rowid = 3")
      } catch { continue }
      #expect(throws: (any Error).self, "\(column) = \(value)") { try Self.readAll(log) }
      try connection.execute(
        "UPDATE blocks SET \(column) = \(known) WHERE rowid = \(column == "first_position" ? value : 3)"
      )
    }
    #expect(try Self.readAll(log) == 5)
  }

  @Test func `blocks that are missing, doubled or exchanged are found`() throws {
    for sql in [
      "DELETE FROM blocks WHERE first_position = 3", "DELETE FROM blocks WHERE first_position = 1",
      "UPDATE blocks SET body = (SELECT body FROM blocks WHERE first_position = 1) WHERE rowid = 3",
    ] {
      let log = try Self.written()
      try Self.unguarded(log).execute(sql)
      #expect(throws: EventLogError.self, "\(sql)") { try Self.readAll(log) }
    }
  }

  @Test func `an event type of a newer program is refused by name`() throws {
    let log = try Self.written()
    let connection = try Self.unguarded(log)
    // A block whose hash is right: only its type is not known here.
    try Self.forge(connection) { body in
      let old = Array("1c.dealer-prices.price@1".utf8)
      let new = Array("1c.dealer-prices.price@9".utf8)
      let place = body.indices.first { body[$0...].starts(with: old) } ?? 0
      body.replaceSubrange(place..<place + old.count, with: new)
    }
    #expect {
      try Self.readAll(log)
    } throws: { error in
      guard case EventLogError.unknownType(_, let tag) = error else { return false }
      return tag == "1c.dealer-prices.price@9"
    }
  }

  @Test func `a body that lies with a right hash is refused, never a crash`() throws {
    let log = try Self.written()
    let connection = try Self.unguarded(log)
    var random = SeededRandom(30)
    for _ in 0..<Nightly.count(300, nightly: 100_000) {
      let copy = try connection.prepare("SELECT raw_size, hash, body FROM blocks WHERE rowid = 3")
      _ = try copy.step()
      let (size, hash, body) = (copy.integer(0), copy.bytes(1).array, copy.bytes(2).array)
      copy.reset()
      try Self.forge(connection) { raw in
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let place = Int.random(in: 0..<raw.count, using: &random)
          raw[place] = UInt8(truncatingIfNeeded: random.next())
        }
      }
      do { #expect(try Self.readAll(log) >= 5) } catch {
        #expect(error is EventLogError || error is CodecError, "\(error)")
      }
      let restore = try connection.prepare(
        "UPDATE blocks SET codec = 2, raw_size = ?1, hash = ?2, body = ?3 WHERE rowid = 3")
      restore.bind(1, size)
      restore.bind(2, blob: hash)
      restore.bind(3, blob: body)
      try restore.run()
    }
    #expect(try Self.readAll(log) == 5)
  }

  @Test func `a foreign file and a newer format are refused by name`() throws {
    let folder = try LogFolder()
    let foreign = folder.folder + "/foreign.sqlite"
    try Connection(foreign, .create).execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
    #expect(throws: EventLogError.foreign(path: foreign)) { try EventLog(reading: foreign) }
    let text = folder.folder + "/text.sqlite"
    try Files.replace(text, with: Array(String(repeating: "not a database, ", count: 400).utf8))
    #expect(throws: EventLogError.foreign(path: text)) { try EventLog(reading: text) }
    try Connection(folder.logPath, .write).execute("PRAGMA user_version = 3")
    #expect(throws: EventLogError.newer(path: folder.logPath, format: 3)) { try folder.reader() }
    #expect(throws: EventLogError.newer(path: folder.logPath, format: 3)) { try folder.writer() }
  }

  /// Events by twos in blocks of their own.
  private static func written() throws -> LogFolder {
    let log = try LogFolder()
    let writer = try log.writer()
    for (index, ids) in [["a", "b"], ["c", "d"], ["e"]].enumerated() {
      _ = try writer.append(at: Moment.of(Int64(index))) { appender in
        try appender.begin(
          Appender.Origin(
            importID: Int64(index + 1), payload: Array(repeating: UInt8(index), count: 32)))
        for id in ids { try appender.take(Seen("item-\(id)", 100, at: 1)) }
      }
    }
    return log
  }

  /// A connection that the triggers no longer stop.
  private static func unguarded(_ log: LogFolder) throws -> Connection {
    let connection = try Connection(log.logPath, .write)
    for trigger in ["forbid_update", "forbid_delete", "only_at_the_end"] {
      try connection.execute("DROP TRIGGER blocks_\(trigger)")
    }
    return connection
  }

  private static func set(
    _ column: String, to bytes: [UInt8], isText: Bool, of block: Int64, _ connection: Connection
  ) throws {
    let value = isText ? "CAST(?1 AS TEXT)" : "?1"
    let update = try connection.prepare("UPDATE blocks SET \(column) = \(value) WHERE rowid = ?2")
    update.bind(1, blob: bytes)
    update.bind(2, block)
    try update.run()
  }

  /// Reads every event and every value of it; says how many events there are.
  @discardableResult
  private static func readAll(_ log: LogFolder) throws -> Int {
    var count = 0
    try log.reader().forEachEvent { event in
      _ = try event.record().owned()
      count += 1
    }
    return count
  }

  /// Changes the raw body of the last block but one and gives the block the hash it would have.
  private static func forge(_ connection: Connection, _ change: (inout [UInt8]) -> Void) throws {
    let select = try connection.prepare(
      """
      SELECT first_position, event_count, recorded_at, import_id, payload, types, codec, raw_size, body,
        (SELECT hash FROM blocks WHERE rowid = 1) FROM blocks WHERE rowid = 3
      """)
    _ = try select.step()
    var raw: [UInt8] = []
    try EventLog(reading: connection.path).forEachBlock(after: 2, through: 3) { _, bytes in
      raw = bytes.array
    }
    change(&raw)
    let header = """
      svod block 1
      first_position \(select.integer(0))
      event_count \(select.integer(1))
      recorded_at \(select.integer(2))
      import_id \(select.integer(3))
      payload \(select.bytes(4).array.hex)
      types \(select.string(5))
      codec 1
      raw_size \(raw.count)

      """
    // As schemas/event_log.md tells it.
    let hash = SHA256.hash(select.bytes(9).array + Array(header.utf8) + raw)
    select.reset()
    let update = try connection.prepare(
      "UPDATE blocks SET codec = 1, raw_size = ?1, hash = ?2, body = ?3 WHERE rowid = 3")
    update.bind(1, Int64(raw.count))
    update.bind(2, blob: hash)
    update.bind(3, blob: raw.borrowed { LZ4.compress($0) })
    try update.run()
  }
}

@Suite("LZ4 blocks are bounded before memory is taken")
struct LZ4Tests {
  @Test func `random bytes come back`() throws {
    var random = SeededRandom(31)
    for size in [0, 1, 12, 13, 64, 1_000, 65_536, 300_000] {
      let raw = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next() & 0x0F) }
      let block = raw.borrowed { LZ4.compress($0) }
      var target: [UInt8] = []
      try #require(block.borrowed { LZ4.decompress($0, rawSize: size, into: &target) }, "\(size)")
      try #require(Array(target.prefix(size)) == raw)
    }
  }

  @Test func `a claim beyond the bound takes no memory`() {
    let bomb = Array(repeating: UInt8(0x42), count: 40)
    for size in [LZ4.rawSizeMax + 1, 40 * 255 + 65, .max, -1, .min] {
      var target: [UInt8] = []
      #expect(!bomb.borrowed { LZ4.decompress($0, rawSize: size, into: &target) })
      #expect(target.isEmpty)
    }
  }

  @Test func `a real bomb is read only to the size it was sold as`() {
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    let bomb = zeros.borrowed { LZ4.compress($0) }
    #expect(bomb.count < 8_000)
    for size in [0, 1, 1_000, (1 << 20) - 1, (1 << 20) + 1] {
      var target: [UInt8] = []
      #expect(!bomb.borrowed { LZ4.decompress($0, rawSize: size, into: &target) }, "\(size)")
      #expect(target.count <= max(size, 0))
    }
  }

  @Test func `damaged blocks give false or bytes of the size, never a crash`() throws {
    var random = SeededRandom(32)
    let raw = (0..<600).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let block = raw.borrowed { LZ4.compress($0) }
    var target: [UInt8] = []
    for _ in 0..<Nightly.count(20_000, nightly: 1_000_000) {
      var damaged = block
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8(
          truncatingIfNeeded: random.next())
      }
      damaged.removeLast(Int.random(in: 0...3, using: &random))
      if damaged.borrowed({ LZ4.decompress($0, rawSize: raw.count, into: &target) }) {
        try #require(target.count >= raw.count)
      }
    }
  }
}
