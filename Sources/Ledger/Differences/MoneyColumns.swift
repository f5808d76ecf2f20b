import Domain
import Projecting
import SQLite

/// The columns of a table that are sums of money, and how they are added up by cabinet and day.
///
/// Prices of a unit and percents add up to nothing and are left out.
struct MoneyColumns {
  let summed: [QueryColumn]
  private let table: Table
  private let day: QueryColumn?
  private let currency: QueryColumn?

  init(_ table: Table) {
    let all = QueryColumn.all(of: table)
    self.table = table
    summed = table.shape.members.filter { Self.isSum($0, in: table) }.compactMap { member in
      all.first { $0.name == member.name }
    }
    day = QueryColumn.date(of: table, all)
    currency = all.first { $0.name == table.currency }
  }

  private static func isSum(_ member: Shape.Member, in table: Table) -> Bool {
    table.isMoney(member) && !member.name.contains("price")
  }

  /// What is summed of a column: not money that will never move, nor what other rows tell again.
  private func counted(_ column: QueryColumn) -> String {
    let conditions = [
      table.counted.map { "\($0) = 1" }, table.repeated.map { "\($0) IS NULL" },
    ].compactMap(\.self)
    if conditions.isEmpty { return column.stored }
    return "CASE WHEN \(conditions.joined(separator: " AND ")) THEN \(column.stored) END"
  }

  /// A cabinet's day.
  struct Day: Hashable, Comparable {
    let connection: String
    let day: String?
    let currency: String?

    static func < (one: Day, other: Day) -> Bool {
      (one.connection, one.day ?? "", one.currency ?? "")
        < (other.connection, other.day ?? "", other.currency ?? "")
    }
  }

  /// The sums of a day in ten-thousandths, and its rows.
  struct Sums: Equatable {
    var rows: Int64 = 0
    var values: [Int64]

    init(_ count: Int) { values = Array(repeating: 0, count: count) }
  }

  /// The sums of every cabinet and day in one of the attached files.
  func days(_ schema: String, _ connection: Connection) throws -> [Day: Sums] {
    let moscow = day.map { day in
      day.type == .instant ? "date(\(day.stored), '+3 hours')" : day.stored
    }
    let sums = summed.map { "sum(\(counted($0)))" }.joined(separator: ", ")
    let select = try connection.prepare(
      "SELECT connection_mp_ref, \(moscow ?? "NULL"), \(currency?.stored ?? "NULL"), count(*), "
        + "\(sums) FROM \(schema).\(table.rowsName) GROUP BY 1, 2, 3")
    do { return try Self.days(select, summed.count) } catch let error as SQLiteError
      where error.message.contains("integer overflow")
    {
      throw LedgerError(.data, "a sum is larger than 64 bits of ten-thousandths hold")
    }
  }

  private static func days(_ select: Statement, _ count: Int) throws -> [Day: Sums] {
    var days: [Day: Sums] = [:]
    while try select.step() {
      var sums = Sums(count)
      sums.rows = select.integer(3)
      for index in 0..<count { sums.values[index] = select.integer(4 + index) }
      let day = Day(
        connection: select.string(0), day: select.isNull(1) ? nil : select.string(1),
        currency: select.isNull(2) ? nil : select.string(2))
      days[day] = sums
    }
    return days
  }
}
