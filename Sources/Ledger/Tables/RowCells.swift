package import Domain
package import Projecting
package import SQLite

/// The cells of a row as SQLite stores them: integers, and text in one buffer.
package struct RowCells {
  package enum Cell: Equatable {
    case null
    case integer(Int64)
    case text(Range<Int>)
  }

  private let places: [Shape.Place]
  package let keyCells: [Int]
  package private(set) var cells: [Cell]
  package private(set) var text: [UInt8] = []
  private var days = DayTexts()
  private var lastMoment: (moment: Instant, text: [UInt8]) = (Instant(rawValue: .min), [])

  package init(_ table: Table) {
    places = table.shape.places
    keyCells = table.key.compactMap { name in table.shape.members.firstIndex { $0.name == name } }
    cells = Array(repeating: .null, count: table.shape.places.count)
  }

  /// Takes the values of a record.
  package mutating func take(_ row: Record) {
    text.removeAll(keepingCapacity: true)
    for index in places.indices {
      let place = places[index]
      guard row.isPresent(place.slot) else {
        cells[index] = .null
        continue
      }
      let start = text.count
      switch place.type {
      case .integer, .decimal, .flag:
        cells[index] = .integer(row.bits(at: place.slot))
        continue
      case .day: days.append(Day(bits: row.bits(at: place.slot)), to: &text)
      case .instant: Instant(bits: row.bits(at: place.slot)).append(to: &text)
      case .text, .list: row.appendText(at: place.slot, to: &text)
      }
      cells[index] = .text(start..<text.count)
    }
  }

  /// Takes the values of a row of the exact table, whose first columns are these.
  package mutating func take(_ row: Statement) {
    text.removeAll(keepingCapacity: true)
    for index in places.indices {
      if row.isNull(index) {
        cells[index] = .null
      } else if places[index].type.isInteger {
        cells[index] = .integer(row.integer(index))
      } else {
        let start = text.count
        text.append(row.bytes(index))
        cells[index] = .text(start..<text.count)
      }
    }
  }

  /// Puts a moment behind the text of the cells, where a statement can be bound to it.
  mutating func appendText(of moment: Instant) {
    if moment != lastMoment.moment {
      lastMoment.moment = moment
      lastMoment.text.removeAll(keepingCapacity: true)
      moment.append(to: &lastMoment.text)
    }
    text += lastMoment.text
  }

  /// Binds the cells from the first parameter on; the buffer must live until the step.
  func bind(to statement: Statement, _ buffer: Bytes) {
    for index in cells.indices {
      switch cells[index] {
      case .null: statement.bindNull(index + 1)
      case .integer(let value): statement.bind(index + 1, value)
      case .text(let range): statement.bindBorrowed(index + 1, text: buffer[range])
      }
    }
  }

  /// The row as one run of bytes, to tell whether two rows are the same.
  package var image: [UInt8] {
    var image: [UInt8] = []
    for cell in cells {
      switch cell {
      case .null: image.append(0)
      case .integer(let value):
        image.append(1)
        image.append(bigEndian: value)
      case .text(let range):
        image.append(2)
        Varint.append(UInt64(range.count), to: &image)
        image += text[range]
      }
    }
    return image
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

  mutating func append(_ day: Day, to text: inout [UInt8]) {
    let place = Int(day.rawValue & Int32(Self.size - 1))
    let range = place * Self.width..<(place + 1) * Self.width
    if days[place] != day.rawValue {
      var fresh: [UInt8] = []
      day.append(to: &fresh)
      guard fresh.count == Self.width else {
        text += fresh
        return
      }
      texts.replaceSubrange(range, with: fresh)
      days[place] = day.rawValue
    }
    text += texts[range]
  }
}
