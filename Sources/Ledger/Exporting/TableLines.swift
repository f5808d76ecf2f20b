import Platform
import Projecting
import SQLite

/// The rows of a table as text, one after another, in the order of its key.
struct TableLines {
  private let columns: [QueryColumn]
  private let select: Statement

  init(_ table: Table, _ connection: Connection) throws {
    columns = QueryColumn.all(of: table)
    let key = table.keyMembers.map(Table.stored)
    select = try connection.prepare(
      "SELECT \(columns.map(\.stored).joined(separator: ", ")) FROM \(table.rowsName) "
        + "ORDER BY \(key.joined(separator: ", "))")
  }

  /// Writes all rows; returns how many there were.
  func write(
    _ format: Export.Format, _ dialect: CSVText.Dialect, to file: FreshFile
  ) throws -> Int {
    let names = columns.map(\.name)
    if format == .csv { try put(CSVText.header(names, dialect), file) }
    var count = 0
    while try select.step() {
      let row = columns.enumerated().map { index, column in column.cell(select, index) }
      switch format {
      case .csv: try put(CSVText.line(row, dialect), file)
      case .json: try put((count == 0 ? "[" : ",\n ") + JSONText.object(row, names), file)
      case .ndjson, .sqlite: try put(JSONText.object(row, names) + "\n", file)
      }
      count += 1
    }
    if format == .json { try put(count == 0 ? "[]\n" : "]\n", file) }
    return count
  }

  private func put(_ text: String, _ file: FreshFile) throws {
    try file.write(text)
  }
}
