import Domain
import Projecting
import SQLite

/// What keeps a sum of money one of money: currencies apart, and out of it what will never move.
struct MoneySplit {
  private let table: Table

  /// The column of currencies, where sums depend on it and nobody has asked for it.
  private let currency: QueryColumn?

  /// The flag of rows that count, likewise.
  private let flag: QueryColumn?

  /// The column that is set on rows which others tell again, likewise.
  private let repeated: QueryColumn?
  private let money: Set<String>

  /// `named`: the columns that a question groups by or filters: whoever names one of these two knows
  /// of it.
  init(_ table: Table, _ all: [QueryColumn], _ summed: [QueryColumn], named: [String]) {
    self.table = table
    let members = summed.compactMap { table.shape[$0.name] }
    let money = Set(members.filter(table.isMoney).map(\.name))
    self.money = money
    func column(_ name: String?) -> QueryColumn? {
      guard let name, !money.isEmpty, !named.contains(name) else { return nil }
      return all.first { $0.name == name }
    }
    let isInCurrencies = members.contains { $0.note.unit == table.currency }
    currency = isInCurrencies ? column(table.currency) : nil
    flag = column(table.counted)
    repeated = named.contains("report_id") ? nil : column(table.repeated)
  }

  /// What is summed of a column.
  func counted(_ column: QueryColumn) -> String {
    guard let flag, money.contains(column.name) else { return column.stored }
    return "CASE WHEN \(flag.stored) = 1 THEN \(column.stored) END"
  }

  /// The columns that a sum over such rows is split by besides, and what there is to say about it.
  func split(
    _ condition: String, _ values: [QueryValue], _ connection: Connection
  ) throws -> (columns: [QueryColumn], notes: [String]) {
    var columns: [QueryColumn] = []
    var notes: [String] = []
    if let currency {
      let names = try texts(currency.stored, condition, values, connection)
      if names.count > 1 {
        columns.append(currency)
        notes.append(
          "the rows are in \(names.count) currencies (\(names.joined(separator: ", "))), which are "
            + "never added: the sums are by \(currency.name)")
      }
    }
    func count(_ further: String) throws -> Int64 {
      let select = try connection.prepare(
        "SELECT count(*) FROM \(table.rowsName)\(condition)"
          + (condition.isEmpty ? " WHERE " : " AND ") + further)
      select.bind(values)
      return try select.step() ? select.integer(0) : 0
    }
    if let flag, case let left = try count("\(flag.stored) = 0"), left > 0 {
      notes.append(
        "\(left) of the rows \(left == 1 ? "is" : "are") money that will never move "
          + "(\(flag.name) = 0): it is in no sum")
    }
    if let repeated, case let told = try count("\(repeated.stored) IS NOT NULL"), told > 0 {
      notes.append(
        "\(told) of the rows \(told == 1 ? "is" : "are") told again by others: --where \(repeated.name)=null sums "
          + "without them")
    }
    return (columns, notes)
  }

  private func texts(
    _ column: String, _ condition: String, _ values: [QueryValue], _ connection: Connection
  ) throws -> [String] {
    let select = try connection.prepare(
      "SELECT DISTINCT \(column) FROM \(table.rowsName)\(condition) ORDER BY 1")
    select.bind(values)
    var found: [String] = []
    while try select.step() { found.append(select.isNull(0) ? "none said" : select.string(0)) }
    return found
  }
}

extension Statement {
  /// Binds what a person typed, in order.
  func bind(_ values: [QueryValue]) {
    for (index, value) in values.enumerated() {
      switch value {
      case .integer(let number): bind(index + 1, number)
      case .text(let text): bind(index + 1, text)
      }
    }
  }
}
