import Domain
import Projecting
import SQLite

/// Which rows of two files of one table are not the same, by their keys.
struct RowsComparison {
  /// Differences in words, the first ones: `row wb-main 17: amount_line_e4`.
  private(set) var differences: [String] = []

  /// How many rows differ.
  private(set) var count = 0

  private static let keptMax = 10

  /// Compares what the files say in all columns, provenance and what is Svod's own included.
  init(_ table: Table, _ own: OwnColumns, mine: Connection, rebuilt: Connection) throws {
    let keys = table.keyMembers.map(Table.stored)
    let columns =
      keys
      + (table.shape.members.map(Table.stored).filter { !keys.contains($0) } + Table.provenance
        + own.names)
    let order = "ORDER BY \(keys.joined(separator: ", "))"
    let sql =
      "SELECT \(columns.joined(separator: ", ")) FROM \(table.rowsName) NOT INDEXED \(order)"
    var left = try Rows(mine.prepare(sql), keys: keys.count)
    var right = try Rows(rebuilt.prepare(sql), keys: keys.count)
    while left.row != nil || right.row != nil {
      switch (left.row, right.row) {
      case (let row?, let other?) where row == other:
        try left.next()
        try right.next()
      case (let row?, let other?) where left.key == right.key:
        let names = columns.indices.filter { row[$0] != other[$0] }.map { columns[$0] }
        note("row \(left.keyText): \(names.joined(separator: ", "))")
        try left.next()
        try right.next()
      case (nil, _?):
        note("row \(right.keyText) is missing")
        try right.next()
      case (_?, nil):
        note("row \(left.keyText) does not belong there")
        try left.next()
      default:
        if left.precedes(right) {
          note("row \(left.keyText) does not belong there")
          try left.next()
        } else {
          note("row \(right.keyText) is missing")
          try right.next()
        }
      }
    }
  }

  private mutating func note(_ text: String) {
    count += 1
    if differences.count < Self.keptMax { differences.append(text) }
  }

  /// A walk over rows in order of key.
  private struct Rows {
    private let select: Statement
    private let keys: Int
    private(set) var row: [Value]?

    var key: ArraySlice<Value>? { row?.prefix(keys) }

    init(_ select: Statement, keys: Int) throws {
      self.select = select
      self.keys = keys
      try next()
    }

    mutating func next() throws {
      row = try select.step() ? (0..<select.columnCount).map { select.value($0) } : nil
    }

    var keyText: String {
      (key ?? []).map { value in
        switch value {
        case .integer(let number): "\(number)"
        case .text(let text): text
        default: "\(value)"
        }
      }.joined(separator: " ")
    }

    func precedes(_ other: Rows) -> Bool {
      for (mine, theirs) in zip(key ?? [], other.key ?? []) where mine != theirs {
        switch (mine, theirs) {
        case (.integer(let left), .integer(let right)): return left < right
        case (.text(let left), .text(let right)):
          return left.utf8.lexicographicallyPrecedes(right.utf8)
        // Numbers come before texts, and a cell of another type is no row of ours.
        case (.integer, _): return true
        default: return false
        }
      }
      return false
    }
  }
}
