import Domain

/// Makes records: *serial types* and bodies, each in one run of bytes.
///
/// They become one only on the page: the header's length is known when the last value is.
@safe final class RecordEncoder {
  let types = Memory(1024)
  let bodies = Memory(4096)
  private(set) var typesCount = 0
  private(set) var bodiesCount = 0

  /// Bytes behind the end that a store of a whole word may touch.
  private static let slack = 16

  /// The header: its own length and the serial types.
  var headerSize: Int { Self.headerSize(types: typesCount) }

  @inline(__always)
  static func headerSize(types count: Int) -> Int {
    if count + 1 < 1 << 7 { return count + 1 }
    return count + 2 < 1 << 14 ? count + 2 : count + 3
  }

  /// The record's length, the *payload* of its cell.
  var payloadSize: Int { headerSize + bodiesCount }

  func begin() {
    typesCount = 0
    bodiesCount = 0
  }

  func appendNull() {
    types.reserve(typesCount + Self.slack)
    unsafe types.base.storeBytes(
      of: FileFormat.SerialType.null, toByteOffset: typesCount, as: UInt8.self)
    typesCount += 1
  }

  @inline(__always)
  func appendInteger(_ value: Int64) {
    types.reserve(typesCount + Self.slack)
    bodies.reserve(bodiesCount + Self.slack)
    let (type, width) = Self.serialType(of: value)
    unsafe types.base.storeBytes(of: type, toByteOffset: typesCount, as: UInt8.self)
    let shifted = UInt64(bitPattern: value) &<< UInt64(truncatingIfNeeded: 64 - 8 * width)
    unsafe (bodies.base + bodiesCount).storeBigEndian(shifted)
    typesCount += 1
    bodiesCount += width
  }

  /// Appends a text or a blob.
  @inline(__always)
  func append(_ bytes: UnsafeRawBufferPointer, _ kind: Column.Kind) {
    let count = bytes.count
    types.reserve(typesCount + Self.slack)
    bodies.reserve(bodiesCount + count + Self.slack)
    let base = kind == .text ? FileFormat.SerialType.text : FileFormat.SerialType.blob
    let start = unsafe types.base + typesCount
    unsafe typesCount += FormatVarint.put(base + 2 * count, at: start) - start
    if let source = bytes.baseAddress {
      unsafe (bodies.base + bodiesCount).copyMemory(from: source, byteCount: count)
    }
    bodiesCount += count
  }

  /// Zeros and ones need no body; else the narrowest of 1, 2, 3, 4, 6 and 8 bytes.
  @inline(__always)
  static func serialType(of value: Int64) -> (type: UInt8, width: Int) {
    let isBit = UInt64(bitPattern: value) < 2
    let bits = 64 - (value ^ (value >> 63)).leadingZeroBitCount
    // The number of bits by eights, four bits of the constant each: 1 2 3 4 5 5 6 6.
    let wide = (0x6655_4321 as UInt64) &>> UInt64(truncatingIfNeeded: (bits >> 3) << 2) & 0xF
    let type = isBit ? UInt64(FileFormat.SerialType.zero) + UInt64(bitPattern: value) : wide
    return (UInt8(truncatingIfNeeded: type), Self.width(of: type))
  }

  /// The serial type's body, four bits of the constant each: 0 1 2 3 4 6 8, and none from 7 on.
  @inline(__always)
  static func width(of type: UInt64) -> Int {
    Int(truncatingIfNeeded: (0x0864_3210 as UInt64) &>> (type << 2) & 0xF)
  }
}

extension RecordEncoder {
  /// A cell that its column does not take.
  enum Fault {
    case null(column: Int)
    case outside(column: Int)
  }

  /// Encodes a whole row; `nil` when it fits its columns.
  func encode(_ slots: [Slot], _ columns: [Column], _ text: Bytes) -> Fault? {
    begin()
    let count = columns.count
    types.reserve(count * FileFormat.varintSizeMax + Self.slack)
    bodies.reserve(count * 8 + min(text.count, 1 << 16) + Self.slack)
    let cells = slots.span
    let shapes = columns.span
    let source = unsafe text.buffer.baseAddress
    let sourceCount = text.count
    var type = unsafe types.base
    var body = unsafe bodies.base
    var room = unsafe bodies.base + (bodies.capacity - Self.slack - count * 8)
    var missing = false
    for index in 0..<count {
      let slot = unsafe cells[unchecked: index]
      let column = unsafe shapes[unchecked: index]
      let present: UInt64 = slot.isPresent ? .max : 0
      missing = missing || (column.isRequired && !slot.isPresent)
      if column.kind == .integer {
        let (serial, _) = Self.serialType(of: slot.bits)
        let stored = UInt64(serial) & present
        let width = Self.width(of: stored)
        unsafe type.storeBytes(of: UInt8(truncatingIfNeeded: stored), as: UInt8.self)
        let shifted =
          UInt64(bitPattern: slot.bits) &<< UInt64(truncatingIfNeeded: 64 - 8 * width)
        unsafe body.storeBigEndian(shifted)
        unsafe type += 1
        unsafe body += width
        continue
      }
      if present == 0 {
        unsafe type.storeBytes(of: FileFormat.SerialType.null, as: UInt8.self)
        unsafe type += 1
        continue
      }
      let start = Int(slot.bits >> 32)
      let length = Int(slot.bits & 0xFFFF_FFFF)
      guard start >= 0, start + length <= sourceCount else { return .outside(column: index) }
      let base = column.kind == .text ? FileFormat.SerialType.text : FileFormat.SerialType.blob
      unsafe type = FormatVarint.put(base + 2 * length, at: type)
      guard let source = unsafe source, length > 0 else { continue }
      if unsafe length > room - body {
        let used = unsafe body - bodies.base
        bodies.reserve(used + length + count * 8 + Self.slack)
        unsafe body = bodies.base + used
        unsafe room = bodies.base + (bodies.capacity - Self.slack - count * 8)
      }
      if length <= Self.slack, start + Self.slack <= sourceCount {
        let low = unsafe (source + start).loadUnaligned(as: UInt64.self)
        let high = unsafe (source + start + 8).loadUnaligned(as: UInt64.self)
        unsafe body.storeBytes(of: low, as: UInt64.self)
        unsafe (body + 8).storeBytes(of: high, as: UInt64.self)
      } else {
        unsafe body.copyMemory(from: source + start, byteCount: length)
      }
      unsafe body += length
    }
    unsafe typesCount = type - types.base
    unsafe bodiesCount = body - bodies.base
    if missing { return missingColumn(slots, columns) }
    return nil
  }

  private func missingColumn(_ slots: [Slot], _ columns: [Column]) -> Fault? {
    for index in 0..<columns.count where columns[index].isRequired && !slots[index].isPresent {
      return .null(column: index)
    }
    return nil
  }
}
