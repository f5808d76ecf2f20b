package import Domain
package import Projecting
package import SQLite

/// The cells of a row as SQLite stores them, column by column: integers, and text in one buffer.
///
/// A slot holds a cell's number, or where its text lies; which of the two, the column says.
package final class RowCells {
  private let places: [Shape.Place]

  /// Whether the cells of a column are text; the others are integers.
  package let isText: [Bool]
  package let keyCells: [Int]

  /// One slot a column, in order; then `first_seq`, `last_seq`, `loaded_at`, and the group.
  package private(set) var cells: [Slot]
  package let text = ByteBuffer(capacity: 4096)
  private var days = DayTexts()
  private var lastMoment = Instant(rawValue: .min)
  private var lastMomentText: [UInt8] = []

  private let hasGroup: Bool

  /// `hasGroup`: whether rows have their group behind them.
  package init(_ table: Table, hasGroup: Bool = false) {
    self.hasGroup = hasGroup
    places = table.shape.places
    isText = places.map { !$0.type.isInteger }
    keyCells = table.key.compactMap { name in table.shape.members.firstIndex { $0.name == name } }
    cells = Array(repeating: .absent, count: places.count + (hasGroup ? 4 : 3))
  }

  /// Columns of the row itself.
  package var count: Int { places.count }

  /// Takes the values of a record.
  package func take(_ row: Record) {
    text.removeAll()
    text.append(row.bytes)
    var cells = self.cells
    self.cells = []
    for index in places.indices {
      let place = places[index]
      let slot = row.slots[place.slot]
      cells[index] = slot
      if !slot.isPresent { continue }
      let start = text.count
      switch place.type {
      case .day: days.append(Day(bits: slot.bits), to: text)
      case .instant: append(Instant(bits: slot.bits))
      case .integer, .decimal, .flag, .text, .list: continue
      }
      cells[index] = Slot(start..<text.count)
    }
    self.cells = cells
  }

  /// Takes the values of a row of the exact table, whose first columns are these.
  package func take(_ row: Statement) {
    text.removeAll()
    for index in places.indices {
      if row.isNull(index) {
        cells[index] = .absent
      } else if isText[index] {
        let start = text.count
        text.append(row.bytes(index))
        cells[index] = Slot(start..<text.count)
      } else {
        cells[index] = Slot(bits: row.integer(index), isPresent: true)
      }
    }
  }

  /// Puts behind the cells where the row comes from, and its group where the table has groups.
  package func appendTrace(first: Int64, last: Int64, loadedAt: Instant, group: Bytes = .none) {
    let count = places.count
    cells[count] = Slot(bits: first, isPresent: true)
    cells[count + 1] = Slot(bits: last, isPresent: true)
    var start = text.count
    if loadedAt != lastMoment {
      lastMoment = loadedAt
      lastMomentText.removeAll(keepingCapacity: true)
      loadedAt.append(to: &lastMomentText)
    }
    text.append(lastMomentText)
    cells[count + 2] = Slot(start..<text.count)
    guard hasGroup else { return }
    start = text.count
    text.append(group)
    cells[count + 3] = Slot(start..<text.count)
  }

  /// A moment in RFC 3339; its day comes from the days seen lately.
  private func append(_ moment: Instant) {
    guard let (day, second) = moment.wholeSeconds else {
      var other: [UInt8] = []
      moment.append(to: &other)
      text.append(other)
      return
    }
    days.append(day, to: text)
    text.append(0x54)
    appendPair(second / 3600)
    text.append(0x3A)
    appendPair(second / 60 % 60)
    text.append(0x3A)
    appendPair(second % 60)
    text.append(0x5A)
  }

  private func appendPair(_ number: Int) {
    text.append(UInt8(truncatingIfNeeded: 0x30 + number / 10))
    text.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
  }

  /// The text of a cell that is present.
  package func text(at index: Int) -> Bytes { text[cells[index].range] }

  /// Binds all cells of the row and its trace from the first parameter on, and runs the statement.
  func insert(_ statement: Statement) throws {
    for index in 0..<places.count {
      let cell = cells[index]
      if !cell.isPresent {
        statement.bindNull(index + 1)
      } else if isText[index] {
        statement.bindBorrowed(index + 1, text: text[cell.range])
      } else {
        statement.bind(index + 1, cell.bits)
      }
    }
    let count = places.count
    statement.bind(count + 1, cells[count].bits)
    statement.bind(count + 2, cells[count + 1].bits)
    statement.bindBorrowed(count + 3, text: text(at: count + 2))
    if hasGroup { statement.bindBorrowed(count + 4, blob: text(at: count + 3)) }
    try statement.run()
  }

  /// The row as one run of bytes, to tell whether two rows are the same.
  package var image: [UInt8] {
    let image = ByteBuffer(capacity: places.count * 9 + text.count)
    for index in places.indices {
      let cell = cells[index]
      if !cell.isPresent {
        image.append(0)
      } else if isText[index] {
        image.append(2)
        image.append(varint: UInt64(cell.range.count))
        image.append(text[cell.range])
      } else {
        image.append(1)
        image.append(bigEndian: cell.bits)
      }
    }
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

/// The text of days seen lately: a table has the same few again and again.
private struct DayTexts {
  private var days: [Int32] = Array(repeating: .min, count: Self.size)
  private var texts: [UInt8] = Array(repeating: 0, count: Self.size * Self.width)

  private static let size = 256
  private static let width = 10

  mutating func append(_ day: Day, to text: ByteBuffer) {
    let place = Int(day.rawValue & Int32(Self.size - 1))
    let range = place * Self.width..<(place + 1) * Self.width
    if days[place] != day.rawValue {
      var fresh: [UInt8] = []
      day.append(to: &fresh)
      guard fresh.count == Self.width else {
        text.append(fresh)
        return
      }
      texts.replaceSubrange(range, with: fresh)
      days[place] = day.rawValue
    }
    texts.borrowed { text.append($0[range]) }
  }
}
