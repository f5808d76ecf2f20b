package import Projecting

/// How one read table differs between two of its files: rows, and the money that moved by day.
///
/// The one answer to "what would change": dry runs, what-if, `diff` and `restated` all show it.
package struct TableDifference: Sendable, Equatable {
  /// The table's short name.
  package let table: String
  package internal(set) var counts = Counts()

  /// The first rows that differ, in key order: changed ones, then new ones, then those that went.
  package internal(set) var rows: [Row] = []

  /// Days whose sums are not what they were, in order of cabinet, day and currency.
  package internal(set) var money: [Money] = []

  package var isEmpty: Bool { counts == Counts() }

  /// How many rows differ; all of them, however few are shown.
  package struct Counts: Sendable, Equatable {
    package var added: Int64 = 0
    package var removed: Int64 = 0
    package var changed: Int64 = 0

    package init() {}
  }

  /// A row that differs, by its key.
  package struct Row: Sendable, Equatable {
    package enum Change: String, Sendable { case added, removed, changed }

    package let change: Change

    /// The values of the primary key, in order.
    package let key: [Answer.Cell]

    /// A changed row's columns that differ; of a new or gone row all that have a value.
    package let columns: [Column]

    /// The position of the event that the newer side's row shows (the older side's if it went).
    package let lastPosition: Int64
  }

  package struct Column: Sendable, Equatable {
    package let name: String
    package let before: Answer.Cell
    package let after: Answer.Cell
  }

  /// The sums of one cabinet's day.
  package struct Money: Sendable, Equatable {
    package let connection: String

    /// A Moscow day; `nil` for rows without one.
    package let day: String?

    /// Where a table may hold several; else `nil`.
    package let currency: String?
    package let rowsBefore: Int64
    package let rowsAfter: Int64

    /// The columns whose sums differ.
    package let columns: [Column]
  }

  init(_ table: Table) { self.table = table.alias }

  /// Rows that are shown unless a caller wants others.
  package static let rowsMax = 100
}

extension TableDifference {
  /// Compares two files of a projector's first table; `nil` stands for a table without rows.
  ///
  /// At most `rowsMax` rows of each kind are kept; everything is counted. Files whose columns are not
  /// the same have no row in common.
  package static func between(
    _ old: String?, _ new: String?, projector: any Projector, rowsMax: Int = rowsMax
  ) throws -> TableDifference {
    try between(old, new, table: type(of: projector).tables[0], rowsMax: rowsMax)
  }

  /// The same of any one of a projector's tables.
  package static func between(
    _ old: String?, _ new: String?, table: Table, rowsMax: Int = rowsMax
  ) throws -> TableDifference {
    let files = try TableFilePair(old, new, table)
    var difference = TableDifference(table)
    try files.addRows(to: &difference, rowsMax: rowsMax)
    if !difference.isEmpty { try files.addMoney(to: &difference) }
    return difference
  }
}

extension TableDifference {
  /// The counts alone, of a projector's first table.
  static func counts(_ old: String?, _ new: String, projector: any Projector) throws -> Counts {
    let table = type(of: projector).tables[0]
    var difference = TableDifference(table)
    try TableFilePair(old, new, table).addRows(to: &difference, rowsMax: 0)
    return difference.counts
  }
}

extension TableUpdate.Delta {
  init(_ counts: TableDifference.Counts) {
    self.init(added: counts.added, removed: counts.removed, changed: counts.changed)
  }
}
