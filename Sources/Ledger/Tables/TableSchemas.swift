import Projecting

/// The statements that make the file of a projector's tables, in order.
struct TableSchemas {
  /// Rises when files of all tables are laid out otherwise than before.
  static let layout = 5

  private let tables: [Table]
  private let own: [OwnColumns]

  init(_ projector: any Projector) {
    let type = type(of: projector)
    tables = type.tables
    own = type.tables.indices.map(type.ownColumns)
  }

  /// What the file says of itself, what was set aside, the exact tables, which events make each group,
  /// and what was asked of other documents.
  var createTables: [String] {
    [TableMeta.create, Quarantine.create] + zip(tables, own).map { $0.createRows($1) }
      + (own[0].group ? [Self.createMembers(tables[0])] : [])
      + (own[0].asked ? [Self.createLookups(tables[0]), Self.createRest(tables[0])] : [])
  }

  /// Indexes and views: after the rows where statements write them.
  var createFaces: [String] {
    zip(tables, own).flatMap { $0.createIndexes($1) + $0.createViews }
  }

  /// Which sets of questions hold a question: what an update finds rows by that look something up.
  static func lookups(_ table: Table) -> String { "\(table.alias)_lookups" }

  private static func createLookups(_ table: Table) -> String {
    "CREATE TABLE \(lookups(table)) (lookup INTEGER NOT NULL, asked INTEGER NOT NULL, "
      + "PRIMARY KEY (lookup, asked)) STRICT, WITHOUT ROWID"
  }

  /// What groups asked that none of their rows did.
  static func rest(_ table: Table) -> String { "\(table.alias)_rest" }

  private static func createRest(_ table: Table) -> String {
    "CREATE TABLE \(rest(table)) (asked INTEGER NOT NULL, row_group BLOB NOT NULL, "
      + "position INTEGER NOT NULL, PRIMARY KEY (asked, row_group, position)) STRICT, WITHOUT ROWID"
  }

  /// Which events make the rows of each group: what an update gathers them by.
  static func members(_ table: Table) -> String { "\(table.alias)_members" }

  private static func createMembers(_ table: Table) -> String {
    "CREATE TABLE \(members(table)) (row_group BLOB NOT NULL, position INTEGER NOT NULL, "
      + "PRIMARY KEY (row_group, position)) STRICT, WITHOUT ROWID"
  }
}
