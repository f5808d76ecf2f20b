import Domain
import Projecting
import SQLite

/// Two files of one table, attached to one connection as `before` and `after`.
struct TableFilePair {
  private let table: Table
  private let connection: Connection
  private let columns: [QueryColumn]

  init(_ old: String?, _ new: String?, _ table: Table) throws {
    self.table = table
    connection = try Connection(":memory:", .create)
    columns = QueryColumn.all(of: table).filter { !Table.provenance.contains($0.name) }
    for (file, name) in [(old, "before"), (new, "after")] {
      if let file {
        try connection.attach(file, as: name, isSealed: TableFolder.isFinished(file))
      } else {
        try connection.execute("ATTACH ':memory:' AS \(name)")
        try connection.execute(Self.empty(table, name))
      }
    }
    haveSameColumns =
      try Self.columns(of: table, "before", connection)
      == Self.columns(of: table, "after", connection)
  }

  private let haveSameColumns: Bool

  private static func empty(_ table: Table, _ schema: String) -> String {
    table.createRows(.none)
      .replacing("CREATE TABLE ", with: "CREATE TABLE \(schema).", maxReplacements: 1)
  }

  private static func columns(
    of table: Table, _ schema: String, _ connection: Connection
  ) throws -> [String] {
    let select = try connection.prepare(
      "SELECT name, type FROM pragma_table_info('\(table.rowsName)', '\(schema)')")
    var columns: [String] = []
    while try select.step() {
      if OwnColumns.every.names.contains(select.string(0)) { continue }
      columns.append("\(select.string(0)) \(select.string(1))")
    }
    return columns
  }

  // MARK: Rows

  private var keys: [String] { table.keyMembers.map(Table.stored) }

  private var sameKey: String { keys.map { "a.\($0) = b.\($0)" }.joined(separator: " AND ") }

  /// Counts every row that differs and keeps the first ones.
  func addRows(to difference: inout TableDifference, rowsMax: Int) throws {
    if haveSameColumns { try addChanged(to: &difference, rowsMax) }
    let added = try addLone("after", "before", .added, to: &difference, rowsMax)
    let removed = try addLone("before", "after", .removed, to: &difference, rowsMax)
    difference.counts.added = added
    difference.counts.removed = removed
  }

  private func addChanged(to difference: inout TableDifference, _ rowsMax: Int) throws {
    let differs = columns.map { "a.\($0.stored) IS NOT b.\($0.stored)" }
      .joined(separator: " OR ")
    let pairs = columns.map { "b.\($0.stored), a.\($0.stored)" }.joined(separator: ", ")
    let select = try connection.prepare(
      "SELECT \(pairs), a.last_seq FROM after.\(table.rowsName) a JOIN before.\(table.rowsName) b "
        + "ON \(sameKey) WHERE \(differs) ORDER BY \(keys.map { "a.\($0)" }.joined(separator: ", "))"
    )
    while try select.step() {
      difference.counts.changed += 1
      guard difference.counts.changed <= rowsMax else { continue }
      let cells = columns.indices.map { index in
        TableDifference.Column(
          name: columns[index].name, before: columns[index].cell(select, 2 * index),
          after: columns[index].cell(select, 2 * index + 1))
      }
      difference.rows.append(
        TableDifference.Row(
          change: .changed, key: key(cells.map(\.after)),
          columns: cells.filter { $0.before != $0.after },
          lastPosition: select.integer(2 * columns.count)))
    }
  }

  /// Rows of one side that the other lacks.
  private func addLone(
    _ side: String, _ other: String, _ change: TableDifference.Row.Change,
    to difference: inout TableDifference, _ rowsMax: Int
  ) throws -> Int64 {
    guard haveSameColumns else {
      return try connection.integer("SELECT count(*) FROM \(side).\(table.rowsName)") ?? 0
    }
    let select = try connection.prepare(
      "SELECT \(columns.map(\.stored).joined(separator: ", ")), last_seq "
        + "FROM \(side).\(table.rowsName) a WHERE NOT EXISTS "
        + "(SELECT 1 FROM \(other).\(table.rowsName) b WHERE \(sameKey)) "
        + "ORDER BY \(keys.joined(separator: ", "))")
    var count: Int64 = 0
    while try select.step() {
      count += 1
      guard count <= rowsMax else { continue }
      let cells = columns.indices.map { columns[$0].cell(select, $0) }
      difference.rows.append(
        TableDifference.Row(
          change: change, key: key(cells),
          columns: zip(columns, cells).filter { $1 != .null }.map { column, cell in
            TableDifference.Column(
              name: column.name, before: change == .removed ? cell : .null,
              after: change == .added ? cell : .null)
          }, lastPosition: select.integer(columns.count)))
    }
    return count
  }

  private func key(_ cells: [Answer.Cell]) -> [Answer.Cell] {
    table.key.compactMap { name in
      columns.firstIndex { $0.name == name }.map { cells[$0] }
    }
  }

  // MARK: Money

  /// Adds each day whose sums differ between the two files.
  func addMoney(to difference: inout TableDifference) throws {
    let money = MoneyColumns(table)
    guard !money.summed.isEmpty, haveSameColumns else { return }
    let before = try money.days("before", connection)
    let after = try money.days("after", connection)
    for day in Set(before.keys).union(after.keys).sorted() {
      let old = before[day] ?? MoneyColumns.Sums(money.summed.count)
      let new = after[day] ?? MoneyColumns.Sums(money.summed.count)
      if old == new { continue }
      difference.money.append(
        TableDifference.Money(
          connection: day.connection, day: day.day, currency: day.currency, rowsBefore: old.rows,
          rowsAfter: new.rows,
          columns: money.summed.indices.filter { old.values[$0] != new.values[$0] }.map { index in
            TableDifference.Column(
              name: money.summed[index].name,
              before: .number(Decimal4(rawValue: old.values[index]).description),
              after: .number(Decimal4(rawValue: new.values[index]).description))
          }))
    }
  }
}
