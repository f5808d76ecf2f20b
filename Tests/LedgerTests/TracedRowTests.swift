import Domain
import Ledger
import Projecting
import TestKit
import Testing

/// The bytes that a trace names are all that the row came from: imported alone into an empty book
/// with the same references they give the same row.
@Suite("A traced row comes again from its bytes alone")
struct TracedRowTests {
  /// A row of a trip, by table and key.
  struct Place: Sendable, CustomTestStringConvertible {
    let trip: String
    let table: String
    let key: [String]

    var testDescription: String { "\(trip): \(table) \(key.joined(separator: " "))" }
  }

  /// Every trip with the rows that are tried in it: short 4 or 5 of each, by night 1,000 in all.
  @Test(arguments: Trip.names)
  func `a random row of each table`(_ name: String) throws {
    let trip = try Trip(name)
    let book = try TemporaryBook(after: trip)
    var random = SeededRandom(name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    var rows = try Self.rows(of: book)
    if rows.isEmpty { return }
    // A table with few rows is tried as often as one with many.
    for _ in 0..<Nightly.count(5, nightly: 75) where !rows.isEmpty {
      let table = Int.random(in: 0..<rows.count, using: &random)
      let row = rows[table].remove(at: Int.random(in: 0..<rows[table].count, using: &random))
      if rows[table].isEmpty { rows.remove(at: table) }
      try Self.expectAgain(row, trip, book)
    }
  }

  /// The rows of all tables that are not empty.
  private static func rows(of book: TemporaryBook) throws -> [[Row]] {
    try Projectors.all.compactMap { projector in
      let table = type(of: projector).tables[0]
      let answer = try Query().answer(projector, table: table.alias, in: book.ledger.tables)
      return answer.rows.isEmpty ? nil : answer.rows.map { Row(projector, table, answer, $0) }
    }
  }

  struct Row {
    let projector: any Projector
    let table: Table
    let key: [String]

    /// The values by column, without provenance.
    let values: [String: Answer.Cell]

    init(_ projector: any Projector, _ table: Table, _ answer: Answer, _ cells: [Answer.Cell]) {
      self.projector = projector
      self.table = table
      var values: [String: Answer.Cell] = [:]
      for (column, cell) in zip(answer.columns, cells)
      where !Table.provenance.contains(column) {
        values[column] = cell
      }
      self.values = values
      key = table.key.map { name in
        switch values[name] {
        case .text(let text): text
        case .number(let digits): digits
        case .null, nil: ""
        }
      }
    }
  }

  private static func expectAgain(_ row: Row, _ trip: Trip, _ book: TemporaryBook) throws {
    let trace = try Trace(book.ledger, row.projector, key: row.key)
    let place = "\(trip.name): \(row.table.alias) \(row.key.joined(separator: " "))"
    let again = try TracedBook(trip, trace, row.projector).book
    let answer = try Query().answer(
      row.projector, table: row.table.alias, in: again.ledger.tables)
    let found = answer.rows.map { Row(row.projector, row.table, answer, $0) }
      .first { $0.key == row.key }
    let values = try #require(found?.values, "\(place) is not there")
    let columns = row.values.keys.sorted().filter { row.values[$0] != values[$0] }
    #expect(
      columns.isEmpty,
      "\(place): \(columns.map { "\($0) \(values[$0] ?? .null) not \(row.values[$0] ?? .null)" })")
  }
}
