import Domain
import EventLog
import Projecting
import SQLite

/// A column as queries name it.
struct QueryColumn {
  let name: String
  let stored: String
  let type: FieldType

  static func all(of table: Table) -> [QueryColumn] {
    let own = table.shape.members.map {
      QueryColumn(name: $0.name, stored: Table.stored($0), type: $0.type)
    }
    if table.isView { return own }
    return own + [
      QueryColumn(name: "first_seq", stored: "first_seq", type: .integer),
      QueryColumn(name: "last_seq", stored: "last_seq", type: .integer),
      QueryColumn(name: "loaded_at", stored: "loaded_at", type: .instant),
    ]
  }

  static func named(_ name: String, _ all: [QueryColumn], _ table: Table) throws -> QueryColumn {
    if let column = all.first(where: { $0.name == name }) { return column }
    let names = all.map(\.name)
    throw LedgerError(
      .usage,
      "\(table.alias) has no column \(name): "
        + (Nearest.word(to: name, in: names).map { "did you mean \($0)?" }
          ?? "it has \(names.joined(separator: " "))"))
  }

  /// The column that a range of days means.
  static func date(of table: Table, _ all: [QueryColumn]) -> QueryColumn? {
    for name in ["sale_date", "date", "rr_dt", "period", "accrual_date", "transaction_at"]
    where name != "sale_date" || table.shape["rr_dt"] == nil {
      if let column = all.first(where: { $0.name == name }) { return column }
    }
    return all.first { $0.type == .day }
  }

  /// The column's value in a row, at its place among what was selected.
  func cell(_ statement: Statement, _ index: Int) -> Answer.Cell {
    if statement.isNull(index) { return .null }
    return switch type {
    case .decimal: .number(Decimal4(rawValue: statement.integer(index)).description)
    case .integer, .flag: .integer(statement.integer(index))
    case .text, .day, .instant, .list: .text(statement.string(index))
    }
  }

  /// A value that a person typed, as the column stores it.
  func value(_ text: String) throws -> QueryValue {
    switch type {
    case .decimal:
      guard let number = Decimal4(text) else {
        throw LedgerError(.usage, "\(name) is a number, «\(text)» is none")
      }
      return .integer(number.rawValue)
    case .integer:
      guard let number = Int64(text) else {
        throw LedgerError(.usage, "\(name) is a whole number, «\(text)» is none")
      }
      return .integer(number)
    case .flag: return .integer(["1", "true", "yes"].contains(text) ? 1 : 0)
    case .text, .day, .instant, .list: return .text(text)
    }
  }
}
