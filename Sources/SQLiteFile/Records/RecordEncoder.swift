package import Domain

/// Makes records: *serial types* and bodies, each in one run of bytes.
///
/// They become one only on the page: the header's length is known when the last value is.
package final class RecordEncoder {
  let types = ByteBuffer(capacity: 1024)
  let bodies = ByteBuffer(capacity: 4096)

  package init() {}

  /// The header: its own length and the serial types.
  var headerSize: Int { Self.headerSize(types: types.count) }

  @inline(__always)
  static func headerSize(types count: Int) -> Int {
    if count + 1 < 1 << 7 { return count + 1 }
    return count + 2 < 1 << 14 ? count + 2 : count + 3
  }

  /// The record's length, the *payload* of its cell.
  var payloadSize: Int { headerSize + bodies.count }

  /// Forgets the record; the values that follow are those of another one.
  package func begin() {
    types.removeAll()
    bodies.removeAll()
  }

  package func appendNull() { types.append(FileFormat.SerialType.null) }

  package func append(_ value: Int64) {
    let (type, width) = Self.serialType(of: value)
    types.append(type)
    let shifted = UInt64(bitPattern: value) &<< UInt64(truncatingIfNeeded: 64 - 8 * width)
    bodies.append(width, of: shifted)
  }

  /// Appends a text that is a part of `source`: valid UTF-8, nobody looks.
  package func append(text source: Bytes, _ part: Range<Int>) {
    appendType(ofText: part.count)
    bodies.append(source, part)
  }

  /// Appends the type of a text whose bytes are put into `bodies`.
  @inline(__always)
  func appendType(ofText count: Int) {
    FormatVarint.append(FileFormat.SerialType.text + 2 * count, to: types)
  }

  package func append(text: Bytes) { append(text: text, 0..<text.count) }

  package func append(blob: Bytes) {
    FormatVarint.append(FileFormat.SerialType.blob + 2 * blob.count, to: types)
    bodies.append(blob)
  }

  /// Appends a text or a blob.
  @inline(__always)
  func append(_ bytes: Bytes, _ kind: Column.Kind) {
    if kind == .text { append(text: bytes) } else { append(blob: bytes) }
  }

  /// Appends a text of our own.
  package func append(_ text: String?) {
    guard let text else {
      appendNull()
      return
    }
    text.borrowed { append(text: $0) }
  }

  /// Puts the record together behind what `target` holds.
  package func write(to target: ByteBuffer) { write(types.count, bodies.count, to: target) }

  /// The same for a record of the first values alone, by the lengths of their types and bodies.
  func write(_ typesCount: Int, _ bodiesCount: Int, to target: ByteBuffer) {
    FormatVarint.append(Self.headerSize(types: typesCount), to: target)
    target.append(types[0..<typesCount])
    target.append(bodies[0..<bodiesCount])
  }

  /// Puts the record together on a page that has the room.
  @inline(__always)
  func write(at target: UnsafeMutableRawPointer) {
    let start = unsafe FormatVarint.put(headerSize, at: target)
    unsafe Self.put(types.bytes, at: start)
    unsafe Self.put(bodies.bytes, at: start + types.count)
  }

  @inline(__always)
  private static func put(_ bytes: Bytes, at target: UnsafeMutableRawPointer) {
    guard let source = unsafe bytes.buffer.baseAddress else { return }
    unsafe target.copyMemory(from: source, byteCount: bytes.count)
  }

  /// Zeros and ones need no body; else the narrowest of 1, 2, 3, 4, 6 and 8 bytes.
  @inline(__always)
  static func serialType(of value: Int64) -> (type: UInt8, width: Int) {
    let isBit = UInt64(bitPattern: value) < 2
    let bits = 64 - (value ^ (value >> 63)).leadingZeroBitCount
    // The number of bits by eights, four bits of the constant each: 1 2 3 4 5 5 6 6.
    let wide = (0x6655_4321 as UInt64) &>> UInt64(truncatingIfNeeded: (bits >> 3) << 2) & 0xF
    let type = isBit ? UInt64(FileFormat.SerialType.zero) + UInt64(bitPattern: value) : wide
    return (UInt8(truncatingIfNeeded: type), width(of: type))
  }

  /// The serial type's body, four bits of the constant each: 0 1 2 3 4 6 8, and none from 7 on.
  @inline(__always)
  static func width(of type: UInt64) -> Int {
    Int(truncatingIfNeeded: (0x0864_3210 as UInt64) &>> (type << 2) & 0xF)
  }
}
