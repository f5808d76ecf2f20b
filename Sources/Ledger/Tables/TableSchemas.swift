import Projecting

/// The statements that make the file of a projector's tables, in order.
struct TableSchemas {
  /// Rises when files of all tables are laid out otherwise than before.
  static let layout = 4

  private let tables: [Table]
  private let hasGroups: Bool

  init(_ projector: any Projector) {
    tables = type(of: projector).tables
    hasGroups = type(of: projector).grouping.isNamed
  }

  /// What the file says of itself, what was set aside, the exact tables, and which events make each group.
  var createTables: [String] {
    [TableMeta.create, Quarantine.create] + tables.map { $0.createRows(hasGroups: hasGroups) }
      + (hasGroups ? [Self.createMembers(tables[0])] : [])
  }

  /// Indexes and views: after the rows where statements write them.
  var createFaces: [String] {
    tables.flatMap { $0.createIndexes(hasGroups: hasGroups) + $0.createViews }
  }

  /// Which events make the rows of each group: what an update gathers them by.
  static func members(_ table: Table) -> String { "\(table.alias)_members" }

  private static func createMembers(_ table: Table) -> String {
    "CREATE TABLE \(members(table)) (row_group BLOB NOT NULL, position INTEGER NOT NULL, "
      + "PRIMARY KEY (row_group, position)) STRICT, WITHOUT ROWID"
  }
}
