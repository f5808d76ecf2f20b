/// What a file consists of: the rows of `sqlite_schema`, and the trees that they name.
struct FileSchema {
  /// A row of `sqlite_schema`; views have no tree.
  struct Object {
    let type: String
    let name: String
    let tableName: String
    let hasTree: Bool

    /// `nil` for the index that a constraint makes.
    let sql: String?
  }

  let objects: [Object]
  let tables: [TableSchema]
}

/// A table, the order of its rows, and its indexes.
struct TableSchema {
  let name: String
  let columns: [Column]
  let columnNames: [String]

  /// WITHOUT ROWID: the rows are the entries of the primary key's tree.
  let isWithoutRowid: Bool

  /// The primary key, or `nil` for a table without one.
  let key: IndexSchema?

  /// Indexes whose entries have to be sorted.
  let secondaries: [IndexSchema]
}

/// An index: which columns make its entries.
struct IndexSchema {
  let name: String

  /// The columns that it is declared over.
  let keyColumns: [Int]

  /// Those of the primary key that SQLite appends in a table without rowids.
  let furtherColumns: [Int]

  let isUnique: Bool

  var columns: [Int] { keyColumns + furtherColumns }
}
