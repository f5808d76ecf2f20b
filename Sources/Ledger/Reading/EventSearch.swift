package import Domain
import EventLog
package import Projecting

/// Which events `svod log` lists.
package struct EventSearch: Sendable {
  package var stream: String?
  package var type: String?
  package var connection: String?
  package var from: Int64 = 1
  package var limit = 100

  package init() {}

  private struct Enough: Error {}

  package func run(_ ledger: Ledger) throws -> [EventDescription] {
    let log = try ledger.book.openLog()
    var found: [EventDescription] = []
    if let stream {
      let positions = try log.positions(ofStream: stream).filter { $0 >= from }.sorted()
      try log.forEachEvent(at: Array(positions.prefix(limit))) { event in
        if fits(event) { found.append(try EventDescription(event)) }
      }
      return found
    }
    do {
      try log.forEachEvent(after: max(1, from) - 1, takenBackToo: true) { event in
        if found.count >= limit { throw Enough() }
        if fits(event) { found.append(try EventDescription(event)) }
      }
    } catch is Enough {}
    return found
  }

  private func fits(_ event: EventView) -> Bool {
    if let connection, event.source.connection != connection { return false }
    if let type {
      return event.schema.name == type || event.schema.tag == type || event.schema.kind.name == type
    }
    return true
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
  package func position(at time: Instant) throws -> Int64 {
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
