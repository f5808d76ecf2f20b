import Domain
import Ledger
import Projecting
import SQLite
import SQLiteFile
import TestKit
import Testing

@Suite("Every read table is the same both ways")
struct ReadTableTests {
  private static let aliases = Projectors.all.map { type(of: $0).alias }

  @Test(arguments: aliases)
  func `with its members, its meta and its views`(_ alias: String) throws {
    let found = Projectors.all.map { Swift.type(of: $0) }.first { $0.alias == alias }
    let type = try #require(found)
    var random = SeededRandom(UInt64(alias.utf8.reduce(0) { $0 * 10 + Int($1) }))
    var tables = [Self.meta]
    for (index, table) in type.tables.enumerated() {
      tables.append(Self.written(table, type.ownColumns(index), &random))
    }
    if type.grouping.isNamed { tables.append(Self.members(alias)) }
    let both = try BothWays(tables, views: type.tables.flatMap(\.createViews))
    #expect(SQLiteFileWriter.refusal(of: both.schema) == nil)
    try both.agree()
    let rows = type.tables[0].rowsName
    try both.agree(after: [
      "DELETE FROM \(rows) WHERE first_seq % 7 = 3",
      "INSERT OR REPLACE INTO \(rows) SELECT * FROM \(rows) WHERE first_seq % 5 = 1",
      "UPDATE \(rows) SET loaded_at = 'später', last_seq = last_seq + 1 WHERE first_seq % 3 = 0",
      "UPDATE meta SET value = 'other' WHERE key = 'rows'", "REINDEX", "VACUUM",
    ])
  }

  private static let meta = WrittenTable(
    name: "meta",
    schema: ["CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"],
    rows: ["fingerprint", "position", "rows"].map { [.text($0), .text("value of \($0)")] })

  private static func members(_ alias: String) -> WrittenTable {
    WrittenTable(
      name: "\(alias)_members",
      schema: [
        "CREATE TABLE \(alias)_members (row_group BLOB NOT NULL, position INTEGER NOT NULL, "
          + "PRIMARY KEY (row_group, position)) STRICT, WITHOUT ROWID"
      ],
      rows: (0..<900).map { [.blob([2, 0x61, 0, 1, UInt8($0 / 9)]), .integer(Int64($0 * $0))] })
  }

  private static func written(
    _ table: Table, _ own: OwnColumns, _ random: inout SeededRandom
  ) -> WrittenTable {
    var rows: [[Value]] = []
    for number in 0..<400 {
      var row = table.shape.members.map { member in
        value(of: member, isKey: table.key.contains(member.name), number, &random)
      }
      row += [.integer(Int64(number)), .integer(Int64(number + 9)), .text("2026-08-01T00:00:00Z")]
      if own.group { row.append(.blob([2, UInt8(random.next() % 40), 0, 1])) }
      if own.asked {
        row += [
          .integer(Int64(random.next() % 50) - 25), random.once(in: 3) ? .null : .integer(20_000),
        ]
      }
      rows.append(row)
    }
    return WrittenTable(
      name: table.rowsName,
      schema: [table.createRows(own)] + table.createIndexes(own),
      rows: rows)
  }

  /// Values of key columns rise with the row's number.
  private static func value(
    of member: Shape.Member, isKey: Bool, _ number: Int, _ random: inout SeededRandom
  ) -> Value {
    switch member.type {
    case .integer, .decimal, .flag:
      if isKey { return .integer(Int64(number)) }
      return random.once(in: 3)
        ? .integer(0) : random.once(in: 4) ? .null : .integer(random.integer())
    case .text, .day, .instant, .list:
      if isKey { return .text("ключ \(1000 + number)") }
      return random.once(in: 4) ? .null : .text("текст \(random.next() % 1000)")
    }
  }
}
