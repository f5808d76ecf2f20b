package import Domain

/// A row as a record, and where in it each value lies.
///
/// The record is made once, column by column: it becomes the cell of the table's leaf as it is, and
/// the keys of the indexes are read from it.
@safe package final class RowRecord {
  /// A value's kind with its number, or where in the bodies its bytes lie (`Slot`).
  package struct Cell {
    package enum Kind: UInt8, Sendable {
      case null
      case integer
      case text
      case blob
    }

    package let kind: Kind
    package let bits: Int64

    init(_ kind: Kind, _ bits: Int64) {
      self.kind = kind
      self.bits = bits
    }

    /// Where its bytes lie.
    package var range: Range<Int> { Slot(bits: bits, isPresent: true).range }
  }

  let record = RecordEncoder()
  let cells: UnsafeMutablePointer<Cell>
  let capacity: Int
  @exclusivity(unchecked) var used = 0
  let days = DayTexts()

  /// What the record of the leading values takes (`mark`).
  private var lead = (types: 0, bodies: 0)

  /// A row of at most so many columns.
  package init(columns: Int) {
    capacity = columns
    unsafe cells = .allocate(capacity: max(1, columns))
  }

  deinit { unsafe cells.deallocate() }

  /// How many values there are.
  package var count: Int { unsafe used }

  /// The value of a column.
  package subscript(column: Int) -> Cell {
    precondition(column >= 0 && column < count)
    return unsafe cells[column]
  }

  /// The bytes of a text or blob, until the next change.
  package func bytes(_ cell: Cell) -> Bytes { record.bodies[cell.range] }

  /// Forgets the row.
  package func begin() {
    record.begin()
    unsafe used = 0
  }

  @inline(__always)
  func add(_ kind: Cell.Kind, _ bits: Int64) {
    precondition(count < capacity)
    unsafe cells[used] = Cell(kind, bits)
    unsafe used += 1
  }

  /// The bytes behind `start` are those of a value.
  @inline(__always)
  func add(_ kind: Cell.Kind, from start: Int) {
    add(kind, Slot(start..<record.bodies.count).bits)
  }

  package func appendNull() {
    record.appendNull()
    add(.null, 0)
  }

  package func append(_ value: Int64) {
    record.append(value)
    add(.integer, value)
  }

  /// Appends a text that is a part of `source`: valid UTF-8, nobody looks.
  package func append(text source: Bytes, _ part: Range<Int>) {
    let start = record.bodies.count
    record.append(text: source, part)
    add(.text, from: start)
  }

  package func append(text: Bytes) { append(text: text, 0..<text.count) }

  /// Appends so many values, which `fill` gives one after another; their texts have `texts` bytes at most.
  @inline(__always)
  func append(values: Int, texts: Int, _ fill: (inout RecordCursor) -> Void) {
    precondition(count + values <= capacity)
    let start = record.bodies.count
    let room = RecordCursor.room(values: values, texts: texts)
    unsafe record.types.append(atMost: values * RecordCursor.typeMax) { types in
      var end = unsafe types
      unsafe record.bodies.append(atMost: room) { bodies in
        var cursor = unsafe RecordCursor(
          types: types, bodies: bodies, room: room, cells: cells + used, values: values,
          start: start)
        fill(&cursor)
        unsafe end = cursor.typesEnd
        unsafe used += cursor.count
        return cursor.size
      }
      return unsafe end - types
    }
  }

  package func append(blob: Bytes) {
    let start = record.bodies.count
    record.append(blob: blob)
    add(.blob, from: start)
  }

  /// Says that the values so far are the leading ones.
  package func mark() { lead = (record.types.count, record.bodies.count) }

  /// Appends the record of the leading values to `target`.
  package func writeLead(to target: ByteBuffer) {
    record.write(lead.types, lead.bodies, to: target)
  }

  /// Appends the record of all values to `target`.
  package func write(to target: ByteBuffer) { record.write(to: target) }

  /// Appends the value of a column to another record.
  package func append(_ column: Int, to other: RecordEncoder) {
    let cell = self[column]
    switch cell.kind {
    case .null: other.appendNull()
    case .integer: other.append(cell.bits)
    case .text: other.append(text: bytes(cell))
    case .blob: other.append(blob: bytes(cell))
    }
  }
}

extension RowRecord {
  /// Takes a record that was made here before; the first `lead` values are its leading ones.
  package func take(_ bytes: Bytes, lead: Int) {
    begin()
    var place = 0
    let header = FormatVarint.read(bytes, &place)
    record.types.append(bytes[place..<header])
    record.bodies.append(bytes.dropFirst(header))
    let typesStart = place
    var body = 0
    while place < header {
      let type = FormatVarint.read(bytes, &place)
      let width = Self.width(of: type)
      switch type {
      case 0: add(.null, 0)
      case 8, 9: add(.integer, Int64(type - 8))
      case 1...6:
        let word = Int64(bitPattern: record.bodies.word(at: body))
        add(.integer, word >> Int64(64 - 8 * width))
      default: add(type & 1 == 0 ? .blob : .text, Slot(body..<body + width).bits)
      }
      body += width
      if count == lead { self.lead = (place - typesStart, body) }
    }
    precondition(body == record.bodies.count)
  }

  /// The length of a body.
  private static func width(of type: Int) -> Int {
    type < FileFormat.SerialType.blob
      ? RecordEncoder.width(of: UInt64(type)) : (type - FileFormat.SerialType.blob) / 2
  }
}

extension RowRecord {
  /// A value that its column does not take.
  enum Fault {
    case null(column: Int)
    case outside(column: Int)
  }

  /// Takes a row from slots whose texts lie in `text`; `nil` when it fits its columns.
  func take(_ slots: [Slot], _ columns: [Column], _ text: Bytes) -> Fault? {
    begin()
    for (index, column) in columns.enumerated() {
      let slot = slots[index]
      guard slot.isPresent else {
        if column.isRequired { return .null(column: index) }
        appendNull()
        continue
      }
      if column.kind == .integer {
        append(slot.bits)
        continue
      }
      let part = slot.range
      guard part.lowerBound >= 0, part.upperBound <= text.count else {
        return .outside(column: index)
      }
      if column.kind == .text { append(text: text, part) } else { append(blob: text[part]) }
    }
    return nil
  }
}
