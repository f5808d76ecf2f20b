import EventLog
package import Domain
package import Projecting
import Platform
import SQLite

/// A question to one read table.
///
/// Values are bound, names are looked up in the table's columns: nothing that a person types becomes
/// SQL. Sums are exact.
package struct Query: Sendable {
  package var filters: [(column: String, value: String)] = []
  package var from: Day?
  package var to: Day?
  package var columns: [String] = []
  package var sums: [String] = []
  package var groups: [String] = []

  /// A column; with `-` before it, descending.
  package var order: String?
  package var limit: Int?

  /// Seconds after which a question is stopped.
  package var secondsMax: Double = 60

  /// Rows after which it is stopped.
  package var rowsMax = AnswerRows.rowsMax

  /// Bytes that the answer may take, about.
  package var bytesMax = AnswerRows.bytesMax

  package init() {}

  /// Asks the current generation of a projector's first table, or of its table or view `name`.
  package func answer(_ projector: any Projector, table name: String, in folder: TableFolder) throws
    -> Answer
  {
    let type = type(of: projector)
    let table = type.faces.first { $0.alias == name || $0.name == name } ?? type.tables[0]
    guard let connection = try folder.open(type.alias) else {
      throw LedgerError(
        .unavailable, "\(table.alias) was never built: svod update \(type.alias) builds it")
    }
    connection.allowReadingOnly()
    return try answer(of: table, connection)
  }

  func answer(of table: Table, _ connection: Connection) throws -> Answer {
    let end = Machine.seconds + secondsMax
    connection.interrupt { Machine.seconds > end }
    do {
      return try sums.isEmpty && groups.isEmpty
        ? rows(of: table, connection) : aggregate(table, connection)
    } catch let error as SQLiteError where error.isInterrupted {
      throw LedgerError(.data, "the question was stopped after \(Int(secondsMax)) seconds")
    }
  }

  func rows(of table: Table, _ connection: Connection) throws -> Answer {
    let all = QueryColumn.all(of: table)
    let shown =
      try columns.isEmpty ? all : columns.map { try QueryColumn.named($0, all, table) }
    let (condition, values) = try self.condition(table, all)
    // Equal rows stand in the order of the key, so that an answer is the same every time.
    let order =
      (try order.map { [try self.order($0, all, table)] } ?? [])
      + table.keyMembers.map(\.name).compactMap { name in
        all.first { $0.name == name }?.stored
      }
    let sql =
      "SELECT \(shown.map(\.stored).joined(separator: ", ")) FROM \(table.rowsName)\(condition) "
      + "ORDER BY \(order.joined(separator: ", "))\(limit.map { " LIMIT \($0)" } ?? "")"
    return try run(sql, values, shown, connection)
  }

  private func aggregate(_ table: Table, _ connection: Connection) throws -> Answer {
    let all = QueryColumn.all(of: table)
    let asked = try groups.map { try QueryColumn.named($0, all, table) }
    let summed = try sums.map { name in
      let column = try QueryColumn.named(name, all, table)
      guard column.type == .decimal || column.type == .integer || column.type == .flag else {
        throw LedgerError(.usage, "\(name) cannot be summed, it is no number")
      }
      return column
    }
    let (condition, values) = try self.condition(table, all)
    let money = MoneySplit(table, all, summed, named: groups + filters.map(\.column))
    let split = try money.split(condition, values, connection)
    let by = asked + split.columns
    let expressions =
      by.map(\.stored) + summed.map { "sum(\(money.counted($0))) AS \($0.stored)" }
      + ["count(*) AS rows"]
    var sql = "SELECT \(expressions.joined(separator: ", ")) FROM \(table.rowsName)\(condition)"
    if !by.isEmpty { sql += " GROUP BY \(by.map(\.stored).joined(separator: ", "))" }
    if let order {
      let known = by + summed + [QueryColumn(name: "rows", stored: "rows", type: .integer)]
      let first = try self.order(order, known, table)
      sql += " ORDER BY \(([first] + by.map(\.stored)).joined(separator: ", "))"
    } else if !by.isEmpty {
      sql += " ORDER BY \(by.map(\.stored).joined(separator: ", "))"
    }
    if let limit { sql += " LIMIT \(limit)" }
    do {
      var answer = try run(
        sql, values, by + summed + [QueryColumn(name: "rows", stored: "rows", type: .integer)],
        connection)
      answer.notes = split.notes
      return answer
    } catch let error as SQLiteError where error.message.contains("integer overflow") {
      throw LedgerError(.data, "a sum is larger than 64 bits of ten-thousandths hold")
    }
  }

  private func order(_ text: String, _ all: [QueryColumn], _ table: Table) throws -> String {
    let descends = text.hasPrefix("-")
    let column = try QueryColumn.named(descends ? String(text.dropFirst()) : text, all, table)
    return column.stored + (descends ? " DESC" : "")
  }

  private func condition(
    _ table: Table, _ all: [QueryColumn]
  ) throws -> (String, [QueryValue]) {
    var parts: [String] = []
    var values: [QueryValue] = []
    for filter in filters {
      let column = try QueryColumn.named(filter.column, all, table)
      if filter.value == "null" || filter.value.isEmpty {
        parts.append("\(column.stored) IS NULL")
      } else {
        values.append(try column.value(filter.value))
        parts.append("\(column.stored) = ?\(values.count)")
      }
    }
    for (day, sign) in [(from, ">="), (to?.next, "<")] {
      guard let day else { continue }
      guard let column = QueryColumn.date(of: table, all) else {
        throw LedgerError(.usage, "\(table.alias) has no date that --from and --to could mean")
      }
      // Moments are compared with Moscow's midnight, days with the day. Without its Z a moment
      // stands before all fractions of its second.
      let midnight = Instant(midnightOf: day).description.dropLast()
      values.append(.text(column.type == .instant ? String(midnight) : day.description))
      parts.append("\(column.stored) \(sign) ?\(values.count)")
    }
    return (parts.isEmpty ? "" : " WHERE " + parts.joined(separator: " AND "), values)
  }

  private func run(
    _ sql: String, _ values: [QueryValue], _ columns: [QueryColumn], _ connection: Connection
  ) throws -> Answer {
    let statement = try connection.prepare(sql)
    statement.bind(values)
    var found = AnswerRows(
      rowsMax: rowsMax, bytesMax: bytesMax,
      advice: "narrow the question or limit it; svod export writes whole tables")
    while try statement.step() {
      try found.add(columns.enumerated().map { index, column in column.cell(statement, index) })
    }
    return Answer(columns: columns.map(\.name), rows: found.rows)
  }
}

extension Ledger {
  /// `p906_at(date)`: the price of every item on a day, by the rule of `read-tables` §0.2, from what
  /// was known at `position`.
  package func prices(on day: Day, asOf position: Int64 = .max) throws -> Answer {
    let log = try book.openLog()
    let list = try TablesAtHead.references(log, log.head(at: position)).priceList(on: day)
    return Answer(
      columns: [
        "connection_mp_ref", "nomenclature_ref", "article", "description", "price", "is_from_base",
      ],
      rows: list.map { price in
        [
          .text(price.connection), .text(price.nomenclature),
          price.article.map { .text($0) } ?? .null, price.description.map { .text($0) } ?? .null,
          .number(price.price.description), .integer(price.isFromBase ? 1 : 0),
        ]
      })
  }
}
