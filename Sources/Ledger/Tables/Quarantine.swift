import Domain
import Projecting
import SQLite

/// Events that a projector could not fold and that were set aside, so that the others make their rows.
///
/// They stand in the table `quarantine` of the projector's file until a rebuild without it.
struct Quarantine {
  private(set) var events: [Event] = []

  struct Event: Equatable {
    let position: Int64
    let stream: String
    let type: String
    let reason: String
  }

  static let table = "quarantine"

  static let create =
    "CREATE TABLE \(table) (position INTEGER NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, "
    + "reason TEXT NOT NULL, PRIMARY KEY (position)) STRICT, WITHOUT ROWID"

  /// What a table's file has set aside, in order of position.
  static func events(in file: Connection) throws -> [Event] {
    let select = try file.prepare(
      "SELECT position, stream, type, reason FROM \(table) ORDER BY position")
    var events: [Event] = []
    while try select.step() {
      events.append(
        Event(
          position: select.integer(0), stream: select.string(1), type: select.string(2),
          reason: select.string(3)))
    }
    return events
  }

  /// Events set aside in one build: more are no accident.
  static let countMax = 10_000

  mutating func add(_ error: ProjectionError, type: String) throws {
    guard events.count < Self.countMax else {
      throw LedgerError(
        .data, "more than \(Self.countMax) events cannot be folded: the rules do not fit the log")
    }
    events.append(
      Event(position: error.position, stream: error.stream, type: type, reason: error.reason))
  }

  /// Hands the rows of a group to `rows`, without the events that stand in the way.
  mutating func fold(
    _ group: DocumentGroup, by projector: any Projector, _ references: References,
    into rows: any RowSink
  ) throws {
    var events = group.events
    while !events.isEmpty {
      let held = HeldRows(type(of: projector).tables)
      do {
        try events.lent { try projector.fold(DocumentGroup($0), references, into: held) }
        return try held.handOn(to: rows)
      } catch {
        guard let blamed = error as? ProjectionError ?? Self.undecodable(error, events),
          let place = events.firstIndex(where: { $0.position == blamed.position })
        else { throw error }
        try add(blamed, type: events[place].schema.tag)
        events.remove(at: place)
      }
    }
  }

  /// Whose bytes an error is about that names no event.
  private static func undecodable(_ error: any Error, _ events: [Projecting.Event])
    -> ProjectionError?
  {
    guard error is CodecError else { return nil }
    for event in events {
      do { _ = try event.record() } catch { return ProjectionError(event, "\(error)") }
    }
    return nil
  }
}

/// Rows of a group that is not yet known to fold to its end.
private final class HeldRows: RowSink {
  private let tables: [Table]
  private var rows: [(row: Record, table: Int, first: Int64, last: Event)] = []

  init(_ tables: [Table]) { self.tables = tables }

  func blank(table: Int) -> Record { Record(tables[table].shape) }

  func add(_ row: Record, table: Int, first: Int64, last: Event) throws {
    rows.append((row, table, first, last))
  }

  func handOn(to sink: any RowSink) throws {
    for held in rows {
      try sink.add(held.row, table: held.table, first: held.first, last: held.last)
    }
  }
}

extension DocumentGroup {
  /// All its events, document by document.
  var events: [Event] { documents.flatMap(\.versions) }
}
