import Domain

/// Where the next value of a row goes: the type, the body and the cell side by side.
///
/// Every value of every row passes here, so it writes through pointers into room that was made before;
/// what does not fit stops the program.
@safe struct RecordCursor {
  private var types: UnsafeMutableRawPointer
  private let bodies: UnsafeMutableRawPointer
  private let cells: UnsafeMutablePointer<RowRecord.Cell>

  /// How many values there are, and may be.
  private(set) var count = 0
  private let values: Int

  /// What lies in the bodies before this row's, and what its own take so far and at most.
  private let start: Int
  private(set) var size = 0
  private let room: Int

  /// The most that a type takes, and a body that is no text of the row: a moment with microseconds has
  /// 29 bytes in a year of six digits.
  static let typeMax = FileFormat.varintSizeMax
  static let scalarMax = 32

  /// What is copied at once, however short the text.
  private static let copyMin = 16

  /// Bytes for the bodies of so many values.
  static func room(values: Int, texts: Int) -> Int { values * scalarMax + texts + copyMin }

  /// - Parameters:
  ///   - types: where the types go, `typeMax` bytes a value.
  ///   - bodies: where the bodies go.
  ///   - room: how many bytes there are for them.
  ///   - cells: where the cells go.
  ///   - values: how many there may be.
  ///   - start: where in the record's bodies `bodies` lies.
  init(
    types: UnsafeMutableRawPointer, bodies: UnsafeMutableRawPointer, room: Int,
    cells: UnsafeMutablePointer<RowRecord.Cell>, values: Int, start: Int
  ) {
    unsafe self.types = types
    unsafe self.bodies = bodies
    unsafe self.cells = cells
    self.room = room
    self.values = values
    self.start = start
  }

  /// The address behind the last type.
  var typesEnd: UnsafeMutableRawPointer { unsafe types }

  @inline(__always)
  private mutating func add(_ kind: RowRecord.Cell.Kind, _ bits: Int64) {
    precondition(count < values)
    unsafe cells[count] = RowRecord.Cell(kind, bits)
    count += 1
  }

  @inline(__always)
  private mutating func add(type: UInt8) {
    unsafe types.storeBytes(of: type, as: UInt8.self)
    unsafe types += 1
  }

  @inline(__always)
  mutating func appendNull() {
    add(.null, 0)
    add(type: FileFormat.SerialType.null)
  }

  @inline(__always)
  mutating func append(_ value: Int64) {
    add(.integer, value)
    let (type, width) = RecordEncoder.serialType(of: value)
    add(type: type)
    precondition(size + 8 <= room)
    let shifted = UInt64(bitPattern: value) &<< UInt64(truncatingIfNeeded: 64 - 8 * width)
    unsafe (bodies + size).storeBigEndian(shifted)
    size += width
  }

  /// Appends a text that is a part of `source`; a short one as two words, where that many bytes lie
  /// behind it.
  @inline(__always)
  mutating func append(text source: Bytes, _ part: Range<Int>) {
    precondition(part.lowerBound >= 0 && part.upperBound <= source.count)
    precondition(size + part.count + Self.copyMin <= room)
    if let start = unsafe source.buffer.baseAddress {
      let (from, target) = unsafe (start + part.lowerBound, bodies + size)
      if part.count <= Self.copyMin, part.lowerBound + Self.copyMin <= source.count {
        let words = unsafe from.loadUnaligned(as: SIMD2<UInt64>.self)
        unsafe target.storeBytes(of: words, as: SIMD2<UInt64>.self)
      } else {
        unsafe target.copyMemory(from: from, byteCount: part.count)
      }
    }
    addText(part.count)
  }

  /// Appends the text that `write` puts at an address, of at most `scalarMax` bytes; it gives how many.
  @inline(__always)
  mutating func appendText(_ write: (UnsafeMutableRawPointer) -> Int) {
    precondition(size + Self.scalarMax <= room)
    let count = unsafe write(bodies + size)
    precondition(count <= Self.scalarMax)
    addText(count)
  }

  @inline(__always)
  private mutating func addText(_ count: Int) {
    add(.text, Slot(start + size..<start + size + count).bits)
    unsafe types = FormatVarint.put(FileFormat.SerialType.text + 2 * count, at: types)
    size += count
  }
}
