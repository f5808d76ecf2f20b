import Domain

/// The keys of a row, read from its record.
extension RowRecord {
  /// The most bytes that the key of these columns takes.
  @inline(__always)
  func keyRoom(_ columns: [Int]) -> Int {
    var room = 0
    for column in columns {
      let cell = self[column]
      let hasBytes = cell.kind == .text || cell.kind == .blob
      room += hasBytes ? SortKey.room(cell.range.count) : SortKey.scalarRoom
    }
    return room
  }

  /// The size of a record of these columns, and of a rowid where there is one.
  @inline(__always)
  func payloadSize(_ columns: [Int], rowid: Int?) -> Int {
    var types = 0
    var bodies = 0
    for column in columns {
      let cell = self[column]
      switch cell.kind {
      case .null: types += 1
      case .integer:
        types += 1
        bodies += RecordEncoder.serialType(of: cell.bits).width
      case .text, .blob:
        types += FormatVarint.size(FileFormat.SerialType.text + 2 * cell.range.count)
        bodies += cell.range.count
      }
    }
    if let rowid {
      types += 1
      bodies += RecordEncoder.serialType(of: Int64(rowid)).width
    }
    return RecordEncoder.headerSize(types: types) + bodies
  }

  /// Writes the key of one column and gives the address behind it.
  @inline(__always)
  func putKey(_ column: Int, at start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    let cell = self[column]
    switch cell.kind {
    case .null: return unsafe SortKey.putNull(at: start)
    case .integer: return unsafe SortKey.put(cell.bits, at: start)
    case .text: return unsafe SortKey.put(bytes(cell).buffer, SortKey.text, at: start)
    case .blob: return unsafe SortKey.put(bytes(cell).buffer, SortKey.blob, at: start)
    }
  }
}
