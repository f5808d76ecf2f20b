import Domain
import Projecting
import SQLite

/// Finds a row by the parts of its primary key; leading parts that only one row fits without may be
/// left out.
struct KeySearch {
  struct Found {
    /// The row with all its columns.
    let answer: Answer

    /// The values of the primary key.
    let key: [Answer.Cell]
    let lastPosition: Int64
  }

  private let table: Table
  private let columns: [QueryColumn]

  init(_ table: Table) {
    self.table = table
    columns = QueryColumn.all(of: table)
  }

  func find(_ parts: [String], _ connection: Connection) throws -> Found {
    let keys = table.keyMembers
    guard !parts.isEmpty, parts.count <= keys.count else {
      throw LedgerError(
        .usage,
        "a row of \(table.alias) is named by \(table.key.joined(separator: " ")), not by "
          + "\(parts.count) \(parts.count == 1 ? "part" : "parts")")
    }
    for skipped in 0...(keys.count - parts.count) {
      let used = zip(keys.dropFirst(skipped), parts).map { (column: $0.name, value: $1) }
      var rows: [[Answer.Cell]] = []
      for leading in try prefixes(skipped, connection) {
        var query = Query()
        query.filters = leading + used
        query.limit = 2
        do { rows += try query.rows(of: table, connection).rows } catch let error as LedgerError
          where error.code == .usage
        {
          break
        }
        if rows.count > 1 { break }
      }
      if rows.isEmpty { continue }
      guard rows.count == 1 else {
        throw LedgerError(
          .usage,
          "several rows of \(table.alias) fit, such as "
            + rows.prefix(2).map(named).joined(separator: " and ") + ": name "
            + table.key.joined(separator: " "))
      }
      return found(rows[0])
    }
    throw LedgerError(
      .noInput,
      "\(table.alias) has no row \(parts.joined(separator: " ")): its key is "
        + table.key.joined(separator: " "))
  }

  /// Every combination of the first key columns, so that a row is found by the index without them.
  private func prefixes(
    _ count: Int, _ connection: Connection
  ) throws -> [[(column: String, value: String)]] {
    var prefixes: [[(column: String, value: String)]] = [[]]
    for member in table.keyMembers.prefix(count) {
      var longer: [[(column: String, value: String)]] = []
      for prefix in prefixes {
        for value in try values(of: member.name, after: prefix, connection) {
          longer.append(prefix + [(column: member.name, value: value)])
        }
        if longer.count > Self.prefixesMax { return [[]] }
      }
      prefixes = longer
    }
    return prefixes
  }

  /// Beyond so many the whole table is read instead.
  private static let prefixesMax = 100

  /// The different values of a key column behind a prefix, one step of the index each.
  private func values(
    of name: String, after prefix: [(column: String, value: String)], _ connection: Connection
  ) throws -> [String] {
    let column = try QueryColumn.named(name, columns, table)
    var conditions: [String] = []
    var bound: [QueryValue] = []
    for (index, part) in prefix.enumerated() {
      let known = try QueryColumn.named(part.column, columns, table)
      conditions.append("\(known.stored) = ?\(index + 1)")
      bound.append(try known.value(part.value))
    }
    let next = conditions + ["\(column.stored) > ?\(prefix.count + 1)"]
    let first = try select("min(\(column.stored))", conditions, connection)
    let following = try select("min(\(column.stored))", next, connection)
    var values: [String] = []
    var statement = first
    while values.count <= Self.prefixesMax {
      statement.reset()
      Self.bind(bound, to: statement)
      guard try statement.step(), !statement.isNull(0) else { break }
      guard case .some(let value) = Self.text(column.cell(statement, 0)) else { break }
      values.append(value)
      bound = Array(bound.prefix(prefix.count)) + [try column.value(value)]
      statement.reset()
      statement = following
    }
    return values
  }

  private func select(
    _ what: String, _ conditions: [String], _ connection: Connection
  ) throws -> Statement {
    let condition = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return try connection.prepare("SELECT \(what) FROM \(table.rowsName)\(condition)")
  }

  private static func bind(_ values: [QueryValue], to statement: Statement) {
    for (index, value) in values.enumerated() {
      switch value {
      case .integer(let number): statement.bind(index + 1, number)
      case .text(let text): statement.bind(index + 1, text)
      }
    }
  }

  private static func text(_ cell: Answer.Cell) -> String? {
    switch cell {
    case .null: nil
    case .number(let digits): digits
    case .text(let text): text
    }
  }

  private func found(_ row: [Answer.Cell]) -> Found {
    let answer = Answer(columns: columns.map(\.name), rows: [row])
    return Found(
      answer: answer, key: key(row),
      lastPosition: columns.firstIndex { $0.name == "last_seq" }
        .flatMap { Self.text(row[$0]) }.flatMap(Int64.init) ?? 0)
  }

  private func key(_ row: [Answer.Cell]) -> [Answer.Cell] {
    table.key.compactMap { name in columns.firstIndex { $0.name == name }.map { row[$0] } }
  }

  private func named(_ row: [Answer.Cell]) -> String {
    key(row).compactMap(Self.text).joined(separator: " ")
  }

  /// The key of the group that a row belongs to.
  func group(of found: Found, _ connection: Connection) throws -> [UInt8] {
    let keys = try table.key.map { try QueryColumn.named($0, columns, table) }
    let statement = try select(
      "row_group", keys.enumerated().map { "\($1.stored) = ?\($0 + 1)" }, connection)
    Self.bind(
      try zip(keys, found.key).map { try $0.value(Self.text($1) ?? "") }, to: statement)
    return try statement.step() ? statement.bytes(0).array : []
  }
}
