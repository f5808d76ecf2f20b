import Domain
import EventLog
import Projecting

/// Keeps events between the scan of the log and the fold: as bytes that sort by group, document,
/// clock and position.
final class EventKeeper {
  private let schemaList = EventTypes.all
  private var connections: [String: Int] = [:]
  private var connectionList: [String] = []
  private let decoders = DecoderPool()
  private var key: [UInt8] = []
  private var payload: [UInt8] = []

  init() {}

  /// An event of the log as projectors see it.
  func event(_ view: EventView) -> Event {
    Event(
      position: view.position, clock: view.clock, recordedAt: view.block.recordedAt,
      schema: view.schema, connection: view.source.connection, naturalID: view.naturalID,
      body: view.body, decoders: decoders)
  }

  /// Puts an event away under the key of its group.
  func keep(_ view: EventView, group: [UInt8], in sorter: SpillSorter) throws {
    key.removeAll(keepingCapacity: true)
    key += group
    RowKey.append(view.schema.kind.name, to: &key)
    RowKey.append(view.naturalID, to: &key)
    RowKey.append(view.clock.rawValue, to: &key)
    RowKey.append(view.position, to: &key)
    payload.removeAll(keepingCapacity: true)
    Varint.append(UInt64(group.count), to: &payload)
    Varint.append(UInt64(view.schema.index), to: &payload)
    Varint.append(UInt64(connection(view.source.connection)), to: &payload)
    Varint.appendSigned(view.position, to: &payload)
    Varint.appendSigned(view.clock.rawValue, to: &payload)
    Varint.appendSigned(view.block.recordedAt.rawValue, to: &payload)
    Varint.append(UInt64(view.naturalID.count), to: &payload)
    payload.append(view.naturalID)
    payload.append(view.body)
    try sorter.add(key: key, payload: payload)
  }

  private func connection(_ name: String) -> Int {
    if let index = connections[name] { return index }
    connections[name] = connectionList.count
    connectionList.append(name)
    return connectionList.count - 1
  }

  /// Calls `body` with every group in order: its key and its documents.
  func forEachGroup(
    in sorter: SpillSorter, _ body: (Bytes, DocumentGroup) throws -> Void
  ) throws {
    var group: [UInt8] = []
    var held: [UInt8] = []
    var ends: [Int] = []
    try sorter.forEachSorted { key, payload in
      var reader = ByteReader(payload)
      let name = key.prefix(try reader.count(atMost: key.count))
      if ends.isEmpty || group.borrowed({ $0 != name }) {
        try hand(held, ends, group, body)
        held.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        group.removeAll(keepingCapacity: true)
        group.append(name)
      }
      held.append(payload)
      ends.append(held.count)
    }
    try hand(held, ends, group, body)
  }

  /// Borrows all events of a group at once and gathers them by document.
  private func hand(
    _ held: [UInt8], _ ends: [Int], _ group: [UInt8],
    _ body: (Bytes, DocumentGroup) throws -> Void
  ) throws {
    if ends.isEmpty { return }
    try held.borrowed { (all) throws in
      var documents: [Document] = []
      var versions: [Event] = []
      var start = 0
      for end in ends {
        let event = try read(all[start..<end])
        start = end
        if let last = versions.last, last.naturalID != event.naturalID || last.kind != event.kind {
          documents.append(Document(versions))
          versions.removeAll()
        }
        versions.append(event)
      }
      documents.append(Document(versions))
      try group.borrowed { (name) throws in try body(name, DocumentGroup(documents)) }
    }
    decoders.reclaim()
  }

  private func read(_ payload: Bytes) throws -> Event {
    var reader = ByteReader(payload)
    _ = try reader.varint()
    let schema = schemaList[Int(try reader.varint())]
    let connection = connectionList[Int(try reader.varint())]
    let position = try reader.signed()
    let clock = Instant(rawValue: try reader.signed())
    let recordedAt = Instant(rawValue: try reader.signed())
    let naturalID = payload[try reader.run(try reader.count())]
    return Event(
      position: position, clock: clock, recordedAt: recordedAt, schema: schema,
      connection: connection, naturalID: naturalID, body: payload.dropFirst(reader.offset),
      decoders: decoders)
  }
}
