package import Domain
package import Projecting
package import SQLite
import SQLiteFile

/// The cells of a row as SQLite stores them, made into a record once: pages take it as it is, the hash
/// is fed with it, statements bind what lies in it.
package final class RowCells {
  private let places: [Shape.Place]

  /// Whether the cells of a column are text; the others are integers.
  private let isText: [Bool]
  private let keyCells: [Int]
  private let own: OwnColumns

  /// The columns of the table in order; then `first_seq`, `last_seq`, `loaded_at`, and Svod's own.
  let record: RowRecord
  private var lastMoment = Instant(rawValue: .min)
  private let lastMomentText = ByteBuffer()

  package init(_ table: Table, _ own: OwnColumns) {
    self.own = own
    places = table.shape.places
    isText = places.map { !$0.type.isInteger }
    keyCells = table.key.compactMap { name in table.shape.members.firstIndex { $0.name == name } }
    record = RowRecord(columns: places.count + Table.provenance.count + own.names.count)
  }

  /// Takes the values of a record.
  package func take(_ row: Record) {
    record.begin()
    record.append(row)
    record.mark()
  }

  /// Takes the values of a row of the exact table, whose first columns are these.
  package func take(_ row: Statement) {
    record.begin()
    for index in places.indices {
      if row.isNull(index) {
        record.appendNull()
      } else if isText[index] {
        record.append(text: row.bytes(index))
      } else {
        record.append(row.integer(index))
      }
    }
    record.mark()
  }

  /// Appends the whole row to `target`, as `take` takes it again.
  func write(to target: ByteBuffer) { record.write(to: target) }

  /// Takes a whole row that `write` gave.
  func take(_ row: Bytes) { record.take(row, lead: places.count) }

  /// Puts behind the cells where the row comes from, its group where the table has groups, and what it
  /// asked where the table remembers that.
  package func appendTrace(
    first: Int64, last: Int64, loadedAt: Instant, group: Bytes = .none,
    asked: AskedSet = .nothing
  ) {
    record.append(first)
    record.append(last)
    if loadedAt != lastMoment {
      lastMoment = loadedAt
      lastMomentText.removeAll()
      lastMomentText.append("\(loadedAt)")
    }
    record.append(text: lastMomentText.bytes)
    if own.group { record.append(blob: group) }
    guard own.asked else { return }
    record.append(Int64(asked.number))
    if let day = asked.day { record.append(Int64(day)) } else { record.appendNull() }
  }

  /// Appends the key of the row as `RowKey` has it.
  func appendKey(to key: ByteBuffer) {
    for column in keyCells {
      let cell = record[column]
      switch cell.kind {
      case .null: RowKey.appendNull(to: key)
      case .integer: RowKey.append(cell.bits, to: key)
      case .text, .blob: RowKey.append(record.bytes(cell), to: key)
      }
    }
  }

  /// Makes `trace` the record of the key, `first_seq`, `last_seq` and `loaded_at`.
  func writeTrace(to trace: RecordEncoder) {
    trace.begin()
    for column in keyCells { record.append(column, to: trace) }
    for column in places.count..<places.count + 3 { record.append(column, to: trace) }
  }

  /// Makes `asked` the record of what the row asked; false where the table does not remember that.
  func writeAsked(to asked: RecordEncoder) -> Bool {
    guard own.asked else { return false }
    asked.begin()
    for column in record.count - 2..<record.count { record.append(column, to: asked) }
    return true
  }

  /// Binds all cells of the row and its trace from the first parameter on, and runs the statement.
  func insert(_ statement: Statement) throws {
    for column in 0..<record.count {
      let cell = record[column]
      switch cell.kind {
      case .null: statement.bindNull(column + 1)
      case .integer: statement.bind(column + 1, cell.bits)
      case .text: statement.bindBorrowed(column + 1, text: record.bytes(cell))
      case .blob: statement.bindBorrowed(column + 1, blob: record.bytes(cell))
      }
    }
    try statement.run()
  }

  /// The row without its trace as one run of bytes, to tell whether two rows are the same.
  var image: [UInt8] {
    let image = ByteBuffer()
    record.writeLead(to: image)
    return image.bytes.array
  }
}

extension FieldType {
  /// Whether the exact table stores it as INTEGER.
  var isInteger: Bool {
    switch self {
    case .integer, .decimal, .flag: true
    case .text, .day, .instant, .list: false
    }
  }
}
