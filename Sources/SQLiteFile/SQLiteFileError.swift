package import Platform

/// Why a file was not written.
package enum SQLiteFileError: Error, Equatable {
  /// The schema asks for what this writer does not do; the reason as `SQLiteFileWriter.refusal` gives it.
  case refused(String)

  /// There is no such table in the schema, or it was begun before.
  case noTable(String)

  /// A row does not fit its table; rows are counted from 1.
  case row(table: String, row: Int, reason: String)

  /// A row is not above the one before it in its primary key.
  case order(table: String, row: Int)

  /// Two rows agree in the columns of a unique index.
  case duplicate(index: String)

  /// The operating system refused: a full disk, a folder that cannot be written.
  case system(PlatformError)

  /// A row or the file is larger than the format allows.
  case size(String)

  /// A call after the end, or after another call failed.
  case ended
}

extension SQLiteFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .refused(let reason): "the table file cannot be written page by page: \(reason)"
    case .noTable(let name): "\(name) is no table of this file that waits for rows"
    case .row(let table, let row, let reason): "\(table), row \(row): \(reason)"
    case .order(let table, let row):
      "\(table), row \(row): its primary key is not above that of the row before"
    case .duplicate(let index): "\(index): two rows have the same key"
    case .system(let error): error.description
    case .size(let what): "\(what) is larger than SQLite's file format allows"
    case .ended: "the file was ended before, or a write to it failed"
    }
  }
}
