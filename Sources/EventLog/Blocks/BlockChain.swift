import Domain
import SQLite

/// The growing end of the log: gathers events in blocks, and links each block to the one before.
///
/// What it holds besides the blocks is what they refer to: event schemas and sources.
struct BlockChain {
  /// The time of this append: later than that of any append before, though the clock was set back,
  /// so that a time tells appends apart.
  let recordedAt: Instant
  private(set) var position: Int64

  /// The last position that is in a stored block.
  private(set) var storedPosition: Int64
  private var hash: [UInt8]
  private var block = BlockWriter()
  private let connection: Connection
  private let insert: Statement
  private var sourceIDs: [String: Int64] = [:]
  private var knownSchemas: Set<String> = []

  init(_ connection: Connection, after head: EventLog.Head, at now: Instant) throws {
    self.connection = connection
    recordedAt =
      head.position == 0 ? now : max(now, Instant(rawValue: head.recordedAt.rawValue + 1))
    position = head.position
    storedPosition = head.position
    hash = head.hash
    insert = try connection.prepare(
      """
      INSERT INTO blocks (first_position, event_count, recorded_at, import_id, payload, types, codec,
        raw_size, hash, body)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """)
  }

  /// Adds an event at the next position; a full block is stored.
  mutating func add(
    _ schema: EventSchema, _ source: SourceName, _ naturalID: Bytes, version: Int64, clock: Int64,
    hasSourceClock: Bool, payloadRange: Range<Int>, body: Bytes, from origin: Appender.Origin
  ) throws {
    try know(schema)
    position += 1
    block.add(
      schema, source, naturalID, version: version, clock: Instant(rawValue: clock),
      hasSourceClock: hasSourceClock, payloadRange: payloadRange, body: body)
    if block.isFull { try store(from: origin) }
  }

  /// Closes the block in hand.
  mutating func store(from origin: Appender.Origin) throws {
    guard block.count > 0 else { return }
    let count = block.count
    let types = block.types
    let body = block.finish()
    let codec = BlockCodec.written
    let header = BlockHeader(
      firstPosition: position - Int64(count) + 1, eventCount: count, recordedAt: recordedAt,
      importID: origin.importID, payload: origin.payload, types: types, codec: codec.rawValue,
      rawSize: body.count)
    hash = body.borrowed { header.hash(after: hash, $0) }
    insert.bind(1, header.firstPosition)
    insert.bind(2, Int64(count))
    insert.bind(3, recordedAt.rawValue)
    insert.bind(4, origin.importID)
    insert.bind(5, blob: origin.payload)
    insert.bind(6, types)
    insert.bind(7, Int64(codec.rawValue))
    insert.bind(8, Int64(header.rawSize))
    insert.bind(9, blob: hash)
    try body.borrowed(codec.pack).borrowed { (bytes) throws in
      insert.bindBorrowed(10, blob: bytes)
      try insert.run()
    }
    storedPosition = position
  }

  /// The number of a source, given with its first event.
  mutating func sourceID(_ name: SourceName) throws -> Int64 {
    if let known = sourceIDs[name.name] { return known }
    let select = try connection.prepare("SELECT id FROM sources WHERE name = ?1")
    select.bind(1, name.name)
    if try select.step() {
      sourceIDs[name.name] = select.integer(0)
      return select.integer(0)
    }
    let id = (try connection.integer("SELECT max(id) FROM sources") ?? 0) + 1
    let insert = try connection.prepare("INSERT INTO sources (id, name) VALUES (?1, ?2)")
    insert.bind(1, id)
    insert.bind(2, name.name)
    try insert.run()
    sourceIDs[name.name] = id
    return id
  }

  /// Stores the fields of a type with the first event of it.
  private mutating func know(_ schema: EventSchema) throws {
    guard knownSchemas.insert(schema.tag).inserted else { return }
    let select = try connection.prepare("SELECT 1 FROM event_schemas WHERE tag = ?1")
    select.bind(1, schema.tag)
    if try select.step() { return }
    let insert = try connection.prepare(
      "INSERT INTO event_schemas (tag, fields) VALUES (?1, ?2)")
    insert.bind(1, schema.tag)
    insert.bind(2, schema.shape.json)
    try insert.run()
  }
}
