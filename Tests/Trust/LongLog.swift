import Domain
import EventLog
import Ledger
import SQLite
import TestKit

/// Promise 20: what a command does before its own work does not grow with the log.
package struct LongLog {
  /// Pages of the log that were read: by opening it for writing, by looking up the connections, by
  /// appending one event.
  package let opening: Int
  package let connections: Int
  package let appending: Int

  /// Measures a log of about so many events.
  package init(events: Int) throws {
    let book = try TemporaryBook()
    try book.connect("shop", "WB")
    let portion = 10_000
    for start in stride(from: 0, to: events, by: portion) {
      let rows = (start..<min(start + portion, events)).map { Self.sale($0, kopecks: 80_000) }
      try Self.take(rows, day: 1, book)
    }
    let writer = try book.ledger.book.openWriter()
    opening = writer.log.connection.pagesRead
    _ = try Connections(writer.log)
    connections = writer.log.connection.pagesRead - opening
    let before = opening + connections
    _ = try writer.append(at: book.ledger.now()) { appender in
      let fields = ConnectionSettings()
      let schema = EventTypes.schema(of: ConnectionSettings.self)
      var record = Record(schema.shape)
      record[fields.name] = "other"
      record[fields.marketplace] = "WB"
      try Array("other".utf8).borrowed { (id) throws in
        try appender.take(
          Sighting(
            schema: schema,
            source: SourceName(connection: "other", kind: ConnectionSettings.kind),
            naturalID: id, occurredAt: nil, fetchedAt: book.ledger.now(), payloadRange: 0..<0,
            record: record))
      }
    }
    appending = writer.log.connection.pagesRead - before
  }

  /// All pages that were read.
  package var pages: Int { opening + connections + appending }

  static func sale(_ number: Int, kopecks: Int64, since: Int = 24) -> FeedRow {
    let state = FeedDocument.State(since: since, kopecks: kopecks, remark: 0)
    return FeedRow(
      document: FeedDocument(
        number: number, scope: 0, twin: number, isReturn: false, isNameless: false,
        states: [state], gone: nil), state: state)
  }

  static func take(_ rows: [FeedRow], day: Int, _ book: TemporaryBook) throws {
    var request = ImportRequest(
      paths: [try book.write(FeedSales().page(rows, isOld: false), to: "page.json")],
      connection: "shop")
    request.fetchedAt = Array("2026-03-\(FeedHour.two(day))T05:00:00Z".utf8)
      .borrowed { Instant(iso: $0, in: .utc) }
    _ = try book.ledger.take(request, updates: false)
  }
}
