import Domain
package import Ledger
import Projecting

/// The rows of a read table as exact JSON, in order of key.
package enum ReadRows {
  /// `nil` for a table that no projector makes.
  package static func rows(of name: String, _ ledger: Ledger) throws -> [[String: ExactJSON]]? {
    try rows(of: name, in: ledger.tables)
  }

  package static func rows(
    of name: String, in tables: TableFolder
  ) throws -> [[String: ExactJSON]]? {
    for projector in Projectors.all {
      if type(of: projector).faces.contains(where: { $0.alias == name }) {
        return try rows(Query().answer(projector, table: name, in: tables))
      }
    }
    return nil
  }

  private static func rows(_ answer: Answer) throws -> [[String: ExactJSON]] {
    let hidden: Set = ["first_seq", "last_seq", "loaded_at"]
    return try answer.rows.map { cells in
      var row: [String: ExactJSON] = [:]
      for (column, cell) in zip(answer.columns, cells) where !hidden.contains(column) {
        row[column] =
          switch cell {
          case .null: .null
          case .text(let text): .text(text)
          case .number(let digits): try ExactJSON(digits)
          }
      }
      return row
    }
  }

  /// Says in which rows and columns two lists of rows differ; empty when they are the same.
  package static func differences(
    _ expected: [[String: ExactJSON]], _ actual: [[String: ExactJSON]]
  ) -> [String] {
    var found: [String] = []
    if expected.count != actual.count {
      found.append("\(actual.count) rows, not \(expected.count)")
    }
    for (index, (old, new)) in zip(expected, actual).enumerated() where old != new {
      let columns = Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }
      let shown = columns.prefix(6).map { column in
        "\(column) \(new[column].map(\.description) ?? "absent"), "
          + "not \(old[column].map(\.description) ?? "absent")"
      }
      found.append("row \(index + 1): " + shown.joined(separator: "; "))
      if found.count > 10 { return found }
    }
    return found
  }
}
