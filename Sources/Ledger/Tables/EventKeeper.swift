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

  /// An event of the log as projectors see it, until the next one.
  func event(_ view: EventView) -> Event {
    decoders.reclaim()
    return Event(
      position: view.position, clock: view.clock, recordedAt: view.block.recordedAt,
      schema: view.schema, connection: view.source.connection, naturalID: view.naturalID,
      body: view.body, decoders: decoders)
  }

  /// Puts an event away under the key of its group.
  func keep(_ view: EventView, group: [UInt8], in sorter: SpillSorter) throws {
    setKey(group, view.schema.kind, view.naturalID, view.clock, view.position)
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

  private func setKey(
    _ group: [UInt8], _ kind: StreamKind, _ naturalID: Bytes, _ clock: Instant, _ position: Int64
  ) {
    key.removeAll(keepingCapacity: true)
    key += group
    RowKey.append(kind.name, to: &key)
    RowKey.append(naturalID, to: &key)
    RowKey.append(clock.rawValue, to: &key)
    RowKey.append(position, to: &key)
  }

  /// Puts an event of a linked document away until its group is known.
  func keepLinked(_ view: EventView, in sorter: SpillSorter) throws {
    var document: [UInt8] = []
    RowKey.append(view.source.connection, to: &document)
    RowKey.append(view.source.kind.name, to: &document)
    RowKey.append(view.naturalID, to: &document)
    try keep(view, group: document, in: sorter)
  }

  /// Moves linked documents from one sorter to another, each under the key that `name` gives it.
  func regroup(
    _ linked: SpillSorter, into sorter: SpillSorter, by name: (Document) throws -> [UInt8]
  ) throws {
    try forEachHeld(in: linked) { held, ends, document in
      try hand(held, ends, document) { _, group in
        guard let document = group.documents.first else { return }
        let name = try name(document)
        if name.isEmpty { return }
        var start = 0
        for (event, end) in zip(document.versions, ends) {
          setKey(name, event.kind, event.naturalID, event.clock, event.position)
          try held.borrowed { (all) throws in try rename(all[start..<end], to: name) }
          start = end
          try sorter.add(key: key, payload: payload)
        }
      }
    }
  }

  /// Sets `payload` to that of an event that was kept under another key.
  private func rename(_ kept: Bytes, to group: [UInt8]) throws {
    var reader = ByteReader(kept)
    _ = try reader.varint()
    payload.removeAll(keepingCapacity: true)
    Varint.append(UInt64(group.count), to: &payload)
    payload.append(kept.dropFirst(reader.offset))
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
    try forEachHeld(in: sorter) { held, ends, group in try hand(held, ends, group, body) }
  }

  /// Calls `body` with the events of every group in order: their bytes, where each ends, the key.
  private func forEachHeld(
    in sorter: SpillSorter, _ body: ([UInt8], [Int], [UInt8]) throws -> Void
  ) throws {
    var group: [UInt8] = []
    var held: [UInt8] = []
    var ends: [Int] = []
    try sorter.forEachSorted { key, payload in
      var reader = ByteReader(payload)
      let name = key.prefix(try reader.count(atMost: key.count))
      if ends.isEmpty || group.borrowed({ $0 != name }) {
        try body(held, ends, group)
        held.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        group.removeAll(keepingCapacity: true)
        group.append(name)
      }
      held.append(payload)
      ends.append(held.count)
    }
    try body(held, ends, group)
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
