import Domain
import EventLog
import Projecting
import SQLite

/// A row of a read table and the events of its group: what a fold needs to give it again.
struct RowEvents {
  let projector: any Projector

  /// Which of the projector's tables it is in.
  let table: Int
  let found: KeySearch.Found

  /// The position that the table stands at.
  let position: Int64

  /// All events of the documents that make the row's group, in order of position.
  private(set) var events: [KeptEvent]

  /// Finds the row by the parts of its key.
  init(
    _ log: EventLog, _ folder: TableFolder, _ projector: any Projector, table name: String,
    key parts: [String]
  ) throws {
    let type = type(of: projector)
    let open = try RowTable(projector, name, in: folder, for: "the row")
    let found = try KeySearch(open.table).find(parts, open.connection)
    self.projector = projector
    table = open.index
    self.found = found
    position = open.position
    events = try log.kept(
      at: Self.positions(
        found, type.grouping, type.tables[0], open.table, log, open.connection, open.position))
  }

  var key: [Answer.Cell] { found.key }

  /// Adds the versions of the same documents that were taken back.
  mutating func addTakenBack(_ log: EventLog) throws {
    var positions = Set(events.map(\.position))
    for stream in Set(events.map(\.stream)) {
      let name = "\(stream.source.name)/\(String(decoding: stream.naturalID, as: UTF8.self))"
      positions.formUnion(try log.positions(ofStream: name).filter { $0 <= position })
    }
    if positions.count > events.count { events = try log.kept(at: positions) }
  }

  /// All positions of the group of a row, up to `end`.
  static func positions(
    _ found: KeySearch.Found, _ grouping: Grouping, _ first: Table, _ table: Table,
    _ log: EventLog, _ connection: Connection, _ end: Int64
  ) throws -> [Int64] {
    switch grouping {
    case .document:
      guard let last = try log.kept(at: [found.lastPosition]).first else { return [] }
      return try last.naturalID.borrowed { (id) throws in
        try log.positions(ofStream: id, in: last.source, through: end)
      }
    case .named:
      let select = try connection.prepare(
        "SELECT position FROM \(TableSchemas.members(first)) "
          + "WHERE row_group = ?1 AND position <= ?2")
      select.bind(1, blob: try KeySearch(table).group(of: found, connection))
      select.bind(2, end)
      var positions: [Int64] = []
      while try select.step() { positions.append(select.integer(0)) }
      return positions
    }
  }
}

extension [Answer.Cell] {
  /// The row's cells that are text, such as names that it gives other documents.
  var texts: [String] {
    compactMap { if case .text(let text) = $0 { text } else { nil } }
  }
}
