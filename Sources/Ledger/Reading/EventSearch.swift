package import Domain
import EventLog
package import Projecting

/// Which events `svod log` lists.
package struct EventSearch: Sendable {
  package var stream: String?

  /// A type, with or without its version, or a kind.
  package var type: String?
  package var connection: String?
  package var importID: Int64?

  /// Text that stands in the event: in its stream's name or in one of its values.
  package var text: String?
  package var from: Int64 = 1
  package var through: Int64 = .max

  /// When the log took it.
  package var since: Instant?
  package var until: Instant?
  package var limit = 100

  package init() {}

  private struct Enough: Error {}

  package func run(_ ledger: Ledger) throws -> [EventDescription] {
    let log = try ledger.book.openLog()
    let (first, last) = try range(log)
    var found: [EventDescription] = []
    guard first <= last, limit > 0 else { return [] }
    if let stream {
      for position in try log.positions(ofStream: stream).sorted()
      where position >= first && position <= last && found.count < limit {
        try log.forEachEvent(at: [position]) { event in
          if try fits(event) { found.append(try EventDescription(event)) }
        }
      }
      return found
    }
    do {
      try log.forEachEvent(
        after: first - 1, through: last, of: kinds(log), takenBackToo: true
      ) { event in
        guard try fits(event) else { return }
        found.append(try EventDescription(event))
        if found.count >= limit { throw Enough() }
      }
    } catch is Enough {}
    return found
  }

  /// The kinds that the type and the connection leave; an unknown word names the nearest.
  private func kinds(_ log: EventLog) throws -> Set<StreamKind>? {
    var kinds: Set<StreamKind>?
    if let connection {
      let sources = try log.sources()
      let known = Set(sources.map(\.connection)).sorted()
      guard known.contains(connection) else { throw Self.unknown("connection", connection, known) }
      kinds = Set(sources.filter { $0.connection == connection }.map(\.kind))
    }
    if let type {
      let fitting = Set(EventTypes.all.filter { Self.is($0, type) }.map(\.kind))
      guard !fitting.isEmpty else {
        throw Self.unknown(
          "type or kind", type, Set(EventTypes.all.flatMap { [$0.name, $0.kind.name] }).sorted())
      }
      kinds = kinds.map(fitting.intersection) ?? fitting
    }
    return kinds
  }

  private static func unknown(_ what: String, _ word: String, _ known: [String]) -> LedgerError {
    LedgerError(
      .usage,
      "there is no \(what) \(word)"
        + (Nearest.word(to: word, in: known).map { ": did you mean \($0)?" } ?? ""))
  }

  /// The positions that import and times leave, without reading events.
  private func range(_ log: EventLog) throws -> (Int64, Int64) {
    var first = max(1, from)
    var last = through
    if let importID {
      guard let record = try log.importRecord(importID) else {
        throw LedgerError(.noInput, "there is no import \(importID): svod import list tells them")
      }
      if record.firstPosition == 0 { return (1, 0) }
      first = max(first, record.firstPosition)
      last = min(last, record.lastPosition)
    }
    if since == nil, until == nil { return (first, last) }
    var timely: (first: Int64, last: Int64)?
    try log.forEachHeader { header in
      if let since, header.recordedAt < since { return }
      if let until, header.recordedAt > until { return }
      timely = (timely?.first ?? header.firstPosition, header.lastPosition)
    }
    guard let timely else { return (1, 0) }
    return (max(first, timely.first), min(last, timely.last))
  }

  private static func `is`(_ schema: EventSchema, _ type: String) -> Bool {
    schema.name == type || schema.tag == type || schema.kind.name == type
  }

  private func fits(_ event: EventView) throws -> Bool {
    if let importID, event.block.importID != importID { return false }
    if let connection, event.source.connection != connection { return false }
    if let type, !Self.is(event.schema, type) { return false }
    guard let text, !text.isEmpty else { return true }
    let wanted = Array(text.utf8)
    if event.stream.utf8.contains(wanted) || event.body.contains(wanted) { return true }
    // Numbers and times are not stored as text.
    guard wanted.contains(where: \.isDigit) else { return false }
    return try EventDescription.values(of: event.record())
      .contains { $0.value.json.utf8.contains(wanted) }
  }
}

extension Bytes {
  /// Whether a run of bytes stands somewhere in these.
  fileprivate func contains(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, count >= wanted.count else { return false }
    for start in 0...(count - wanted.count)
    where self[start] == first && self[start..<start + wanted.count] == wanted { return true }
    return false
  }
}

extension String.UTF8View {
  fileprivate func contains(_ wanted: [UInt8]) -> Bool {
    Array(self).borrowed { $0.contains(wanted) }
  }
}

extension Ledger {
  package func event(at position: Int64) throws -> EventDescription {
    var found: EventDescription?
    guard position > 0 else { throw LedgerError(.usage, "positions begin at 1") }
    try book.openLog().forEachEvent(at: [position]) { found = try EventDescription($0) }
    guard let found else { throw EventLogError.absent(position) }
    return found
  }

  /// The versions of a stream, in order.
  package func history(_ stream: String) throws -> [EventDescription] {
    var search = EventSearch()
    search.stream = stream
    search.limit = .max
    let events = try search.run(self)
    guard !events.isEmpty else {
      throw LedgerError(
        .noInput,
        "there is no stream \(stream): a stream is connection/kind/id, svod log lists some")
    }
    return events.sorted { $0.version < $1.version }
  }

  /// The last position that was recorded at or before a time.
  func position(at time: Instant) throws -> Int64 {
    var position: Int64 = 0
    try book.openLog().forEachHeader { header in
      if header.recordedAt <= time { position = header.lastPosition }
    }
    return position
  }

  package func rollBack(_ projector: any Projector) throws -> Int {
    try writing { _ in try tables.rollBack(type(of: projector).alias) }
  }

  /// The projector that makes a table, be it its first, another one or a view.
  package func projector(ofTable name: String) throws -> any Projector {
    if let found = Projectors.all.first(where: { projector in
      type(of: projector).faces.contains { $0.alias == name || $0.name == name }
    }) {
      return found
    }
    return try projector(name)
  }
}
