package import SQLite

/// Why the log cannot be read or written, and where.
package enum EventLogError: Error, Equatable {
  /// The file is not an event log of Svod.
  case foreign(path: String)

  /// The log was made by a newer Svod.
  case newer(path: String, format: Int64)

  /// There is no event at the position.
  case absent(Int64)

  /// The block that begins at `position` is not what was written.
  case damaged(position: Int64, detail: String)

  /// The block that begins at `position` has an event type that this program does not know.
  case unknownType(position: Int64, tag: String)

  /// The index of streams is not what was written.
  case brokenIndex(detail: String)

  /// A draft is too large or cannot be named.
  case unfit(detail: String)

  case sqlite(SQLiteError)
}

extension EventLogError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .foreign(let path): "\(path) is not an event log of Svod"
    case .newer(let path, let format):
      "\(path) has format \(format), which is newer than this svod: update svod"
    case .absent(let position): "there is no event at position \(position)"
    case .damaged(let position, let detail):
      "the log is damaged in the block at position \(position): \(detail); restore a backup, "
        + "svod verify tells how far it is sound"
    case .unknownType(let position, let tag):
      "the event type \(tag) at position \(position) is newer than this svod: update svod"
    case .brokenIndex(let detail):
      "the log's index of streams is damaged: \(detail); restore a backup"
    case .unfit(let detail): detail
    case .sqlite(let error): error.description
    }
  }
}
