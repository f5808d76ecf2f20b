package import Domain
package import Projecting

/// From a sum over a read table to its rows, and from each row to its events.
package struct SumTrace: Sendable {
  /// The column that is summed.
  package let column: String

  /// One sum, or one of each currency.
  package let sums: [Sum]

  /// Rows that the sums are over, however many are shown.
  package var count: Int { sums.reduce(0) { $0 + $1.count } }

  /// What whoever reads the sums has to know.
  package let notes: [String]

  package struct Sum: Sendable, Equatable {
    /// Where there are several.
    package let currency: String?
    package let sum: Decimal4
    package let count: Int
  }

  /// The names of the key's columns.
  package let key: [String]
  package let rows: [Row]

  package struct Row: Sendable {
    package let key: [Answer.Cell]
    package let value: Answer.Cell

    /// Positions of all events of the row's group, ascending.
    package let positions: [Int64]
  }

  /// `query` says which rows; its limit how many are shown with their events.
  package init(
    _ ledger: Ledger, _ projector: any Projector, table name: String, sum column: String,
    _ query: Query, in folder: TableFolder? = nil
  ) throws {
    let type = type(of: projector)
    let open = try RowTable(projector, name, in: folder ?? ledger.tables, for: "its rows")
    let (table, connection) = (open.table, open.connection)
    var sums = query
    sums.sums = [column]
    sums.limit = nil
    let total = try sums.answer(of: table, connection)
    self.sums = total.rows.map { cells in
      Sum(
        currency: cells.count > 2 ? cells[0].words : nil,
        sum: cells[cells.count - 2].words.flatMap { Decimal4($0) } ?? .zero,
        count: Int(cells[cells.count - 1].integer ?? 0))
    }
    notes = total.notes
    self.column = column
    key = table.key
    var listed = query
    listed.columns = table.key + [column, "last_seq"]
    listed.limit = query.limit ?? Self.rowsShown
    let log = try ledger.book.openLog()
    rows = try listed.rows(of: table, connection).rows.map { cells in
      let key = Array(cells.prefix(table.key.count))
      let found = KeySearch.Found(
        answer: Answer(columns: [], rows: [cells]), key: key,
        lastPosition: cells.last?.integer ?? 0)
      return Row(
        key: key, value: cells[table.key.count],
        positions: try RowEvents.positions(
          found, type.grouping, type.tables[0], table, log, connection, open.position
        ).sorted())
    }
  }

  /// Rows that are shown unless somebody asks for more.
  package static let rowsShown = 100
}

extension Answer.Cell {
  /// What it says; nothing when it is absent.
  fileprivate var words: String? {
    switch self {
    case .null: nil
    case .number(let text), .text(let text): text
    }
  }

  /// A whole number.
  var integer: Int64? { if case .number(let digits) = self { Int64(digits) } else { nil } }
}
