package import Domain

/// A read table: its columns, declared once, and everything SQLite needs to know of it.
package struct Table: Sendable {
  /// Such as `p903_wb_finance_report`.
  package let name: String

  /// Columns in order; their notes are what `schemas/` says of them.
  package let shape: Shape

  /// The primary key.
  package let key: [String]

  /// The column that says in which currency a row's money is; without one all money is in roubles.
  ///
  /// Money of several currencies is never added.
  package let currency: String?

  /// A flag that is 0 on rows whose money is in no sum.
  package let counted: String?

  /// A column that is set on rows which others tell again: sums by day are without them.
  package let repeated: String?

  /// Secondary indexes, each a list of columns.
  package let indexes: [[String]]

  /// Further faces of the rows.
  package let views: [View]

  /// A selection of exact rows that is asked like a table: `p907_settlements`.
  package struct View: Sendable {
    /// Its name and columns, as if it were a table; its key tells the order of its rows.
    package let face: Table

    /// Gives the columns of `face` as they are stored, decimals in ten-thousandths.
    package let select: String

    package init(_ name: String, _ shape: Shape, key: [String], _ select: String) {
      face = Table(name, shape, key: key, isView: true)
      self.select = select
    }
  }

  /// Whether it is the face of a view: its rows are selected and have no provenance of their own.
  package let isView: Bool

  package init(
    _ name: String, _ shape: Shape, key: [String], currency: String? = nil,
    counted: String? = nil, repeated: String? = nil, indexes: [[String]] = [], views: [View] = []
  ) {
    self.init(
      name, shape, key: key, currency: currency, counted: counted, repeated: repeated,
      indexes: indexes, views: views, isView: false)
  }

  private init(
    _ name: String, _ shape: Shape, key: [String], currency: String? = nil,
    counted: String? = nil, repeated: String? = nil, indexes: [[String]] = [], views: [View] = [],
    isView: Bool
  ) {
    self.name = name
    self.shape = shape
    self.key = key
    self.currency = currency
    self.counted = counted
    self.repeated = repeated
    self.indexes = indexes
    self.views = views
    self.isView = isView
  }

  /// Such as `p903`, or `p908_history` for a second table.
  package var alias: String {
    let parts = name.split(separator: "_")
    return parts.count == 2 ? name : String(parts.first ?? "")
  }

  /// The table with the exact values, such as `p903_rows`.
  package var rowsName: String { "\(alias)_rows" }

  package var keyMembers: [Shape.Member] { key.compactMap { shape[$0] } }

  /// Whether a column is money of the row: sums of it are by currency.
  package func isMoney(_ member: Shape.Member) -> Bool {
    member.type == .decimal && (member.note.unit == "RUB" || member.note.unit == currency)
  }

  /// Columns that every row has besides: where it comes from.
  package static let provenance = ["first_seq", "last_seq", "loaded_at"]

  /// The name of a column in the exact table.
  package static func stored(_ member: Shape.Member) -> String {
    member.type == .decimal ? member.name + "_e4" : member.name
  }
}
