package import Domain
import EventLog
import Ledger
import Platform
import Projecting
package import Testing

/// Given events → when a projector folds them → then there are these rows.
///
///     try GivenEvents()
///       .event("A/2026-01-01", in: "ut", at: "2026-01-02T00:00:00Z", OneCDealerPrice()) {
///         $0[$1.price] = Decimal4("100")
///       }
///       .whenProjected(by: "p906")
///       .thenRows([["nomenclature_ref": "A", "price": 100]])
package struct GivenEvents {
  private var steps: [(Appender) throws -> Void] = []

  package init() {}

  /// A document said something, at the clock of its source.
  package func event<Type: EventType>(
    _ naturalID: String, in connection: String, at time: String, _ fields: Type,
    _ fill: @escaping (inout Record, Type) -> Void
  ) -> GivenEvents {
    adding { appender in
      let schema = EventTypes.schema(of: Type.self)
      var record = Record(schema.shape)
      fill(&record, fields)
      try Self.take(naturalID, connection, Type.kind, time, schema, record, appender)
    }
  }

  /// The source withdrew a document.
  package func withdrawn<Type: EventType>(
    _ naturalID: String, in connection: String, at time: String, _: Type.Type
  ) -> GivenEvents {
    adding { appender in
      let schema = EventTypes.withdrawn(Type.kind)
      try Self.take(
        naturalID, connection, Type.kind, time, schema, Record(schema.shape), appender)
    }
  }

  private func adding(_ step: @escaping (Appender) throws -> Void) -> GivenEvents {
    var more = self
    more.steps.append(step)
    return more
  }

  private static func take(
    _ naturalID: String, _ connection: String, _ kind: StreamKind, _ time: String,
    _ schema: EventSchema, _ record: Record, _ appender: Appender
  ) throws {
    let clock = try #require(Array(time.utf8).borrowed { Instant(iso: $0, in: .utc) })
    try Array(naturalID.utf8).borrowed { (id) throws in
      try appender.take(
        Sighting(
          schema: schema, source: SourceName(connection: connection, kind: kind), naturalID: id,
          occurredAt: clock, fetchedAt: clock, payloadRange: 0..<0, record: record))
    }
  }

  /// The rows of a table that its projector alone makes of the events.
  package func whenProjected(by table: String) throws -> ProjectedRows {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-given")
    defer { try? Files.removeFolder(folder) }
    let ledger = try Ledger(Book.make(at: folder + "/book"))
    _ = try ledger.book.openWriter().append(at: Instant(rawValue: 1_785_542_400_000_000)) {
      for step in steps { try step($0) }
    }
    let projector = try #require(
      Projectors.all.first { type(of: $0).faces.contains { $0.alias == table } })
    _ = try ledger.rebuild([projector], asOf: .max, into: folder + "/tables")
    let tables = TableFolder(folder + "/tables")
    return ProjectedRows(rows: try #require(try ReadRows.rows(of: table, in: tables)))
  }
}

/// The rows that a projector made, in order of key.
package struct ProjectedRows {
  package let rows: [[String: ExactJSON]]

  /// Expects as many rows, and in each the cells that are named; the others are not looked at.
  package func thenRows(
    _ expected: [[String: ExactJSON]], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let seen = zip(rows, expected).map { row, cells in row.filter { cells[$0.key] != nil } }
    #expect(rows.count == expected.count, sourceLocation: sourceLocation)
    let differences = ReadRows.differences(Array(expected.prefix(rows.count)), seen)
    #expect(differences == [], sourceLocation: sourceLocation)
  }
}

extension ExactJSON: ExpressibleByStringLiteral, ExpressibleByNilLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral flag: Bool) { self = .flag(flag) }
  package init(integerLiteral number: Int) {
    self = ExactNumber("\(number)").map { .number($0) } ?? .null
  }

  /// A number by its digits: `.digits("-22236.89")`.
  package static func digits(_ text: String) -> ExactJSON {
    ExactNumber(text).map { .number($0) } ?? .text("no number: \(text)")
  }
}
