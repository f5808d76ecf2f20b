import Domain
import EventLog
import Projecting

/// Keeps events between the scan of the log and the fold: as bytes that sort by group, document,
/// clock and position.
final class EventKeeper {
  private let schemaList = EventTypes.all
  private let kindRanks = EventTypes.kindRanks
  private var connections: [String: Int] = [:]
  private var connectionList: [String] = []
  private var origins: [EventOrigin?] = []
  private let decoders = DecoderPool()
  private let key = ByteBuffer()
  private let header = ByteBuffer()
  private var groupKey: [UInt8] = []

  init() {}

  /// An event of the log as projectors see it, until the next one.
  func event(_ view: EventView) -> Event {
    decoders.reclaim()
    return Event(
      position: view.position, clock: view.clock, recordedAt: view.block.recordedAt,
      origin: origin(view.schema.index, connection(view.source.connection)),
      naturalID: view.naturalID, body: view.body)
  }

  /// Puts an event away under the key of its group.
  func keep(_ view: EventView, group: [UInt8], in sorter: SpillSorter) throws {
    setKey(group, view.schema, view.naturalID, view.clock, view.position)
    header.removeAll()
    header.append(varint: UInt64(group.count))
    header.append(varint: UInt64(view.schema.index))
    header.append(varint: UInt64(connection(view.source.connection)))
    header.append(signed: view.position)
    header.append(signed: view.clock.rawValue)
    header.append(signed: view.block.recordedAt.rawValue)
    header.append(varint: UInt64(view.naturalID.count))
    try sorter.add(key: key.bytes, header.bytes, view.naturalID, view.body)
  }

  /// Sorts by group, kind, natural id, clock and position.
  private func setKey(
    _ group: [UInt8], _ schema: EventSchema, _ naturalID: Bytes, _ clock: Instant,
    _ position: Int64
  ) {
    key.removeAll()
    key.append(group)
    key.append(kindRanks[schema.index])
    RowKey.append(naturalID, to: key)
    key.append(bigEndian: clock.rawValue ^ Int64.min)
    key.append(bigEndian: position)
  }

  /// Puts an event of a linked document away until its group is known.
  func keepLinked(_ view: EventView, in sorter: SpillSorter) throws {
    groupKey.removeAll(keepingCapacity: true)
    RowKey.append(view.source.connection, to: &groupKey)
    RowKey.append(view.source.kind.name, to: &groupKey)
    RowKey.append(view.naturalID, to: &groupKey)
    try keep(view, group: groupKey, in: sorter)
  }

  /// Moves linked documents from one sorter to another, each under the key that `name` gives it.
  func regroup(
    _ linked: SpillSorter, into sorter: SpillSorter, by name: (Document) throws -> [UInt8]
  ) throws {
    try forEachHeld(in: linked) { held, document in
      try hand(held, document) { _, group in
        guard let document = group.documents.first else { return }
        let name = try name(document)
        if name.isEmpty { return }
        for (event, payload) in zip(document.versions, held) {
          setKey(name, event.schema, event.naturalID, event.clock, event.position)
          var reader = ByteReader(payload)
          _ = try reader.varint()
          header.removeAll()
          header.append(varint: UInt64(name.count))
          try sorter.add(key: key.bytes, header.bytes, payload.dropFirst(reader.offset))
        }
      }
    }
  }

  private func connection(_ name: String) -> Int {
    if last.name == name { return last.index }
    last = (name, index(ofConnection: name))
    return last.index
  }

  private var last = (name: "", index: -1)

  private func index(ofConnection name: String) -> Int {
    if let index = connections[name] { return index }
    connections[name] = connectionList.count
    connectionList.append(name)
    origins += Array(repeating: nil, count: schemaList.count)
    return connectionList.count - 1
  }

  /// What events of a type from a connection share, by their numbers.
  private func origin(_ schema: Int, _ connection: Int) -> EventOrigin {
    let place = connection * schemaList.count + schema
    if let known = origins[place] { return known }
    let origin = EventOrigin(
      schemaList[schema], connection: connectionList[connection], decoders)
    origins[place] = origin
    return origin
  }

  /// Calls `body` with every group in order: its key and its documents.
  func forEachGroup(
    in sorter: SpillSorter, _ body: (Bytes, DocumentGroup) throws -> Void
  ) throws {
    try forEachHeld(in: sorter) { held, group in try hand(held, group, body) }
  }

  /// Calls `body` with every group in order: the bytes of its events, and its key.
  private func forEachHeld(
    in sorter: SpillSorter, _ body: ([Bytes], Bytes) throws -> Void
  ) throws {
    let held = HeldGroup(isLent: sorter.isInMemory)
    func handOn() throws { if !held.isEmpty { try body(held.payloads, held.name) } }
    try sorter.forEachSorted(
      { key, payload in
        var reader = ByteReader(payload)
        let name = key.prefix(try reader.count(atMost: key.count))
        if held.isEmpty || held.name != name {
          try handOn()
          held.begin(name)
        }
        held.add(payload)
      }, end: handOn)
  }

  /// Hands all events of a group at once, gathered by document.
  private func hand(
    _ held: [Bytes], _ name: Bytes, _ body: (Bytes, DocumentGroup) throws -> Void
  ) throws {
    try body(name, DocumentGroup(try held.map(read)))
    decoders.reclaim()
  }

  private func read(_ payload: Bytes) throws -> Event {
    var reader = ByteReader(payload)
    _ = try reader.varint()
    let origin = origin(Int(try reader.varint()), Int(try reader.varint()))
    let position = try reader.signed()
    let clock = Instant(rawValue: try reader.signed())
    let recordedAt = Instant(rawValue: try reader.signed())
    let naturalID = payload[try reader.run(try reader.count())]
    return Event(
      position: position, clock: clock, recordedAt: recordedAt, origin: origin,
      naturalID: naturalID, body: payload.dropFirst(reader.offset))
  }
}
