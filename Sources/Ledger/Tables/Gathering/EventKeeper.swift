import Domain
import EventLog
import Projecting

/// Keeps events between the scan of the log and the fold: as bytes that sort by group, document,
/// clock and position.
final class EventKeeper {
  private let schemaList = EventTypes.all
  private let kindRanks = EventTypes.kindRanks

  /// What events share, for each connection and each type; and where a connection's begin.
  private var origins: [EventOrigin] = []
  private var connections: [String: Int] = [:]
  private let decoders = DecoderPool()
  private let key = ByteBuffer()
  private let header = ByteBuffer()
  private let groupKey = ByteBuffer()

  init() {}

  /// An event of the log as projectors see it, until the next one.
  func event(_ view: EventView) -> Event {
    decoders.reclaim()
    return Event(
      position: view.position, clock: view.clock, recordedAt: view.recordedAt,
      origin: Lent(origins[place(of: view)]), naturalID: view.naturalID, body: view.body)
  }

  /// Puts an event away under the key of its group.
  func keep(_ view: EventView, group: Bytes, in sorter: SpillSorter) throws {
    setKey(group, view.schemaIndex, view.naturalID, view.clock, view.position)
    header.removeAll()
    header.append(varint: UInt64(group.count))
    header.append(varint: UInt64(place(of: view)))
    header.append(signed: view.position)
    header.append(signed: view.clock.rawValue)
    header.append(signed: view.recordedAt.rawValue)
    header.append(varint: UInt64(view.naturalID.count))
    try sorter.add(key: key.bytes, header.bytes, view.naturalID, view.body)
  }

  /// Sorts by group, kind, natural id, clock and position.
  private func setKey(
    _ group: Bytes, _ schema: Int, _ naturalID: Bytes, _ clock: Instant, _ position: Int64
  ) {
    key.removeAll()
    key.append(group)
    key.append(kindRanks[schema])
    RowKey.append(naturalID, to: key)
    key.append(bigEndian: clock.rawValue ^ Int64.min)
    key.append(bigEndian: position)
  }

  /// Puts an event of a linked document away until its group is known.
  func keepLinked(_ view: EventView, in sorter: SpillSorter) throws {
    groupKey.removeAll()
    RowKey.append(view.source.connection, to: groupKey)
    RowKey.append(view.source.kind.name, to: groupKey)
    RowKey.append(view.naturalID, to: groupKey)
    try keep(view, group: groupKey.bytes, in: sorter)
  }

  /// Moves linked documents from one sorter to another, each under the key that `name` gives it.
  func regroup(
    _ linked: SpillSorter, into sorter: SpillSorter,
    by name: (Document, ByteBuffer) throws -> Void
  ) throws {
    try forEachHeld(in: linked) { held in
      try lend(held) { _, group in
        guard let document = group.documents.first else { return }
        groupKey.removeAll()
        try name(document, groupKey)
        if groupKey.count == 0 { return }
        for (index, event) in document.versions.enumerated() {
          setKey(
            groupKey.bytes, event.schemaIndex, event.naturalID, event.clock, event.position)
          let payload = held[index]
          var reader = ByteReader(payload)
          _ = try reader.varint()
          header.removeAll()
          header.append(varint: UInt64(groupKey.count))
          try sorter.add(key: key.bytes, header.bytes, payload.dropFirst(reader.offset))
        }
      }
    }
  }

  /// Where the origin of an event stands in `origins`.
  private func place(of view: EventView) -> Int {
    if view.sourceID != lastID {
      lastSource = view.source
      lastID = view.sourceID
      lastPlace = place(ofConnection: view.source.connection)
    }
    return lastPlace + view.schemaIndex
  }

  /// The source that came last, held so that no other one has its identity, and where the origins of
  /// its connection begin.
  private var lastSource: SourceName?
  private var lastID: ObjectIdentifier?
  private var lastPlace = 0

  private func place(ofConnection name: String) -> Int {
    if let place = connections[name] { return place }
    let place = origins.count
    connections[name] = place
    for schema in schemaList {
      origins.append(EventOrigin(schema, connection: name, decoders))
    }
    return place
  }

  /// Calls `body` with every group in order: its key and its documents.
  func forEachGroup(
    in sorter: SpillSorter, _ body: (Bytes, DocumentGroup) throws -> Void
  ) throws {
    try forEachHeld(in: sorter) { held in try lend(held, body) }
  }

  /// Calls `body` with every group in order, as it is held.
  private func forEachHeld(in sorter: SpillSorter, _ body: (HeldGroup) throws -> Void) throws {
    let held = HeldGroup(isLent: sorter.isInMemory)
    try sorter.forEachSorted(
      { key, payload in
        var reader = ByteReader(payload)
        let name = key.prefix(try reader.count(atMost: key.count))
        if held.isEmpty || held.name != name {
          if !held.isEmpty { try body(held) }
          held.begin(name)
        }
        held.add(payload)
      }, end: { if !held.isEmpty { try body(held) } })
  }

  /// Hands all events of a group at once, gathered by document.
  private func lend(_ held: HeldGroup, _ body: (Bytes, DocumentGroup) throws -> Void) throws {
    events.removeAll(keepingCapacity: true)
    for index in 0..<held.count { events.append(try event(held[index])) }
    try events.lent { run in
      group.gather(run)
      try body(held.name, group)
    }
    decoders.reclaim()
  }

  /// The group that is lent out, in the memory of the one before.
  private var events: [Event] = []
  private var group = DocumentGroup()

  private func event(_ payload: Bytes) throws -> Event {
    var reader = ByteReader(payload)
    _ = try reader.varint()
    let origin = Lent(origins[try reader.count(atMost: origins.count - 1)])
    let position = try reader.signed()
    let clock = Instant(rawValue: try reader.signed())
    let recordedAt = Instant(rawValue: try reader.signed())
    let naturalID = payload[try reader.run(try reader.count())]
    return Event(
      position: position, clock: clock, recordedAt: recordedAt, origin: origin,
      naturalID: naturalID, body: payload.dropFirst(reader.offset))
  }
}
