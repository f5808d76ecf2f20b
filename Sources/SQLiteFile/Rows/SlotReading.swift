import Domain

/// Reads the values of single columns from a row's slots, for its keys.
///
/// The row has been encoded before: every text is known to lie inside `text`.
@safe struct SlotReading {
  let slots: [Slot]
  let columns: [Column]
  let text: Bytes

  @inline(__always)
  private func bytes(_ slot: Slot) -> UnsafeRawBufferPointer {
    let start = unsafe text.buffer.baseAddress.map { unsafe $0 + Int(slot.bits >> 32) }
    return unsafe UnsafeRawBufferPointer(
      start: start, count: start == nil ? 0 : Int(slot.bits & 0xFFFF_FFFF))
  }

  /// The most bytes that the key of these columns takes.
  @inline(__always)
  func keyRoom(_ names: [Int]) -> Int {
    var room = 0
    for column in names {
      let isText = columns[column].kind != .integer && slots[column].isPresent
      room += isText ? SortKey.room(Int(slots[column].bits & 0xFFFF_FFFF)) : SortKey.scalarRoom
    }
    return room
  }

  /// The size of a record of these columns, and of a rowid where there is one.
  @inline(__always)
  func payloadSize(_ names: [Int], rowid: Int?) -> Int {
    var types = 0
    var bodies = 0
    for column in names {
      let slot = slots[column]
      if !slot.isPresent {
        types += 1
      } else if columns[column].kind == .integer {
        types += 1
        bodies += RecordEncoder.serialType(of: slot.bits).width
      } else {
        let count = Int(slot.bits & 0xFFFF_FFFF)
        types += FormatVarint.size(FileFormat.SerialType.text + 2 * count)
        bodies += count
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
    let slot = slots[column]
    guard slot.isPresent else { return unsafe SortKey.putNull(at: start) }
    switch columns[column].kind {
    case .integer: return unsafe SortKey.put(slot.bits, at: start)
    case .text: return unsafe SortKey.put(bytes(slot), SortKey.text, at: start)
    case .blob: return unsafe SortKey.put(bytes(slot), SortKey.blob, at: start)
    }
  }

  /// Appends the value of one column to a record.
  @inline(__always)
  func append(_ column: Int, to record: RecordEncoder) {
    let slot = slots[column]
    guard slot.isPresent else {
      record.appendNull()
      return
    }
    switch columns[column].kind {
    case .integer: record.appendInteger(slot.bits)
    case .text: unsafe record.append(bytes(slot), .text)
    case .blob: unsafe record.append(bytes(slot), .blob)
    }
  }
}
