import Domain
import SQLite
import SQLiteFile

/// A table with its rows, to be written both ways.
struct WrittenTable {
  var name = "t"

  /// The statements that make it and its indexes.
  var schema: [String]

  /// Rows in the order of the primary key.
  var rows: [[Value]]

  /// Hands the rows to the page writer.
  func write(to writer: SQLiteFileWriter) throws {
    let tree = try writer.tree(of: name)
    for row in rows { try tree.add(row) }
    try tree.end()
  }

  /// Inserts the rows through a statement.
  func insert(into connection: Connection) throws {
    guard let first = rows.first else { return }
    let places = (1...first.count).map { "?\($0)" }.joined(separator: ", ")
    let insert = try connection.prepare("INSERT INTO \(name) VALUES (\(places))")
    try connection.execute("BEGIN")
    for row in rows {
      let flat = FlatRow(row)
      try flat.text.borrowed { (bytes) throws in
        for (index, value) in row.enumerated() {
          switch value {
          case .integer(let integer): insert.bind(index + 1, integer)
          case .text: insert.bindBorrowed(index + 1, text: bytes[flat.range(index)])
          case .blob: insert.bindBorrowed(index + 1, blob: bytes[flat.range(index)])
          case .null, .real: insert.bindNull(index + 1)
          }
        }
        try insert.run()
      }
    }
    try connection.execute("COMMIT")
  }
}

/// A row as the page writer takes it.
struct FlatRow {
  private(set) var slots: [Slot] = []
  private(set) var text: [UInt8] = []

  init(_ row: [Value]) {
    for value in row {
      switch value {
      case .null, .real: slots.append(.absent)
      case .integer(let integer): slots.append(Slot(bits: integer, isPresent: true))
      case .text(let value): append(Array(value.utf8))
      case .blob(let blob): append(blob)
      }
    }
  }

  private mutating func append(_ bytes: [UInt8]) {
    slots.append(Slot(text.count..<text.count + bytes.count))
    text += bytes
  }

  func range(_ column: Int) -> Range<Int> {
    let start = Int(slots[column].bits >> 32)
    return start..<start + Int(slots[column].bits & 0xFFFF_FFFF)
  }
}

extension RowTree {
  /// Adds a row of values.
  func add(_ row: [Value]) throws {
    let flat = FlatRow(row)
    try flat.text.borrowed { (bytes) throws in try add(flat.slots, bytes) }
  }
}
