import Domain

extension Table {
  /// The statement that makes the exact table.
  package func createRows(_ own: OwnColumns) -> String {
    var lines = shape.members.map { member in
      "  \(Self.stored(member)) \(Self.sqlType(member))\(key.contains(member.name) ? " NOT NULL" : "")"
    }
    lines += [
      "  first_seq INTEGER NOT NULL", "  last_seq INTEGER NOT NULL", "  loaded_at TEXT NOT NULL",
    ]
    if own.group { lines.append("  row_group BLOB NOT NULL") }
    if own.asked { lines += ["  asked INTEGER NOT NULL", "  asked_day INTEGER"] }
    let keys = keyMembers.map(Self.stored).joined(separator: ", ")
    lines.append("  PRIMARY KEY (\(keys))")
    return "CREATE TABLE \(rowsName) (\n\(lines.joined(separator: ",\n"))\n) STRICT"
  }

  private static func sqlType(_ member: Shape.Member) -> String {
    switch member.type {
    case .integer, .decimal, .flag: "INTEGER"
    case .text, .day, .instant, .list: "TEXT"
    }
  }

  /// The statements that make the indexes, after the rows.
  package func createIndexes(_ own: OwnColumns) -> [String] {
    var lists = indexes.map { names in names.compactMap { shape[$0].map(Self.stored) } }
    if own.group { lists.append(["row_group"]) }
    if own.asked { lists.append(["asked", "asked_day"]) }
    return lists.map { columns in
      "CREATE INDEX \(rowsName)_by_\(columns.joined(separator: "_and_")) ON \(rowsName) "
        + "(\(columns.joined(separator: ", ")))"
    }
  }

  /// The views for people and tools: decimals as REAL, under the full name and the short one.
  package var createViews: [String] {
    var statements = [createFace(Self.provenance)]
    if alias != name { statements.append("CREATE VIEW \(alias) AS SELECT * FROM \(name)") }
    for view in views {
      statements.append("CREATE VIEW \(view.face.rowsName) AS \(view.select)")
      statements.append(view.face.createFace([]))
    }
    return statements
  }

  private func createFace(_ further: [String]) -> String {
    let columns = shape.members.map { member in
      member.type == .decimal
        ? "\(member.name)_e4 / 10000.0 AS \(member.name)" : member.name
    }
    return "CREATE VIEW \(name) AS SELECT\n  \((columns + further).joined(separator: ",\n  "))"
      + "\nFROM \(rowsName)"
  }
}
