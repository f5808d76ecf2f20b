// The stored form of a record, described for outsiders in schemas/event_log.md:
//
//     presence bitmap (bit n-1 is field n) · the present values by field number
//
// Numbers are varints, so small amounts are short; text has its length before it.

extension Record {
  /// Appends the stored form.
  ///
  /// Equal records have equal bytes.
  package func encode(into target: inout [UInt8]) {
    let bitmap = target.count
    for _ in 0..<(shape.slotCount + 7) / 8 { target.append(0) }
    for place in shape.places {
      let slot = slots[place.slot]
      guard slot.isPresent else { continue }
      target[bitmap + place.slot / 8] |= 1 << UInt8(place.slot % 8)
      switch place.type {
      case .integer, .day: Varint.appendSigned(slot.bits, to: &target)
      case .decimal: StoredDecimal.append(slot.bits, to: &target)
      case .instant: StoredInstant.append(slot.bits, to: &target)
      case .flag: target.append(slot.bits == 0 ? 0 : 1)
      case .text, .list:
        Varint.append(UInt64(slot.range.count), to: &target)
        target += bytes[slot.range]
      }
    }
  }
}

/// A decimal is its digits without trailing zeros in pairs: the low two bits say how many
/// ten-thousandths one unit is.
///
/// 0: 10 000 (roubles), 1: 100 (kopecks), 2: 1. 3: eight bytes follow, little-endian.
package enum StoredDecimal {
  static func append(_ raw: Int64, to target: inout [UInt8]) {
    let (scale, units): (UInt64, Int64) =
      raw % 100 != 0 ? (2, raw) : raw % 10_000 != 0 ? (1, raw / 100) : (0, raw / 10_000)
    let digits = Varint.zigzag(units)
    if digits >> 62 == 0 {
      Varint.append(digits << 2 | scale, to: &target)
    } else {
      target.append(3)
      for shift in stride(from: 0, to: 64, by: 8) {
        target.append(UInt8(truncatingIfNeeded: raw >> shift))
      }
    }
  }

  static func read(_ reader: inout ByteReader) throws(CodecError) -> Int64 {
    let value = try reader.varint()
    let units = Varint.unzigzag(value >> 2)
    let factor: Int64
    switch value & 3 {
    case 0: factor = 10_000
    case 1: factor = 100
    case 2: factor = 1
    default:
      var raw: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        raw |= UInt64(try reader.byte()) << shift
      }
      return Int64(bitPattern: raw)
    }
    let (raw, overflow) = units.multipliedReportingOverflow(by: factor)
    if overflow { throw CodecError(offset: reader.offset, reason: .overflow) }
    return raw
  }
}

/// A moment is whole seconds when it is; the low bit says whether microseconds are counted.
package enum StoredInstant {
  package static func append(_ raw: Int64, to target: inout [UInt8]) {
    if raw % 1_000_000 == 0 {
      Varint.append(Varint.zigzag(raw / 1_000_000) << 1, to: &target)
    } else {
      Varint.append(Varint.zigzag(raw) << 1 | 1, to: &target)
    }
  }

  package static func read(_ reader: inout ByteReader) throws(CodecError) -> Int64 {
    let value = try reader.varint()
    let units = Varint.unzigzag(value >> 1)
    if value & 1 == 1 { return units }
    let (raw, overflow) = units.multipliedReportingOverflow(by: 1_000_000)
    if overflow { throw CodecError(offset: reader.offset, reason: .overflow) }
    return raw
  }
}

/// Where decoded values go: the fields of a stored version, and the slots of the newest shape.
package struct RecordLayout: Sendable {
  package let stored: Shape

  /// The newest shape, which readers see.
  package let shape: Shape

  let steps: [Step]

  struct Step: Sendable {
    let type: FieldType
    /// The slot in the newest shape; -1 drops the value.
    let target: Int
  }

  /// Every field keeps its place.
  package init(_ shape: Shape) { self.init(stored: shape, lifted: shape, renames: [:]) }

  /// Fields of an older version go to the fields of the same name, or of the name in `renames`.
  package init(stored: Shape, lifted: Shape, renames: [String: String]) {
    self.stored = stored
    shape = lifted
    var steps = Array(repeating: Step(type: .flag, target: -2), count: stored.slotCount)
    for member in stored.members {
      let name = renames[member.name] ?? member.name
      steps[member.slot] = Step(type: member.type, target: lifted.slot(of: name) ?? -1)
    }
    self.steps = steps
  }
}

/// A decoded record that borrows the bytes it was read from.
@safe package struct RecordView {
  private let slots: UnsafePointer<Slot>
  private let source: Bytes
  package let shape: Shape

  fileprivate init(slots: UnsafePointer<Slot>, source: Bytes, shape: Shape) {
    unsafe self.slots = slots
    self.source = source
    self.shape = shape
  }

  private func slot(_ index: Int) -> Slot {
    precondition(index >= 0 && index < shape.slotCount)
    return unsafe slots[index]
  }

  @inlinable package subscript<Value: Scalar>(field: Field<Value>) -> Value? {
    isPresent(field.slot) ? Value(bits: bits(at: field.slot)) : nil
  }

  package subscript(field: Field<Text>) -> Bytes? {
    let slot = slot(field.slot)
    return slot.isPresent ? source[slot.range] : nil
  }

  @usableFromInline package func isPresent(_ index: Int) -> Bool { slot(index).isPresent }
  @usableFromInline package func bits(at index: Int) -> Int64 { slot(index).bits }
  package func bytes(at index: Int) -> Bytes { source[slot(index).range] }

  /// The records of a list, decoded one after another; empty when the field is absent.
  package func forEach<Item: Fields>(
    _ field: Field<List<Item>>, _ body: (RecordView) throws -> Void
  ) throws {
    try forEachItem(at: field.slot, body)
  }

  /// The same for a field by its slot.
  package func forEachItem(at index: Int, _ body: (RecordView) throws -> Void) throws {
    let slot = slot(index)
    guard slot.isPresent, let item = shape.members.first(where: { $0.slot == index })?.item
    else { return }
    let decoder = RecordDecoder(RecordLayout(item))
    // The view points into the decoder, which must outlive the last call.
    defer { withExtendedLifetime(decoder) {} }
    let bytes = source[slot.range]
    var reader = ByteReader(bytes)
    let count = try reader.count()
    for _ in 0..<count {
      let size = try reader.count()
      let range = try reader.run(size)
      try body(try decoder.decode(bytes[range]))
    }
  }

  /// A copy that outlives the block.
  package func owned() -> Record {
    var record = Record(shape)
    record.take(self)
    return record
  }
}

/// Decodes records of one layout into slots that are used again for each.
@safe package final class RecordDecoder {
  package let layout: RecordLayout
  private let slots: UnsafeMutablePointer<Slot>

  package init(_ layout: RecordLayout) {
    self.layout = layout
    unsafe slots = .allocate(capacity: max(1, layout.shape.slotCount))
    unsafe slots.initialize(repeating: .absent, count: max(1, layout.shape.slotCount))
  }

  deinit { unsafe slots.deallocate() }

  /// The values of `body`; the view is valid until the next call.
  package func decode(_ body: Bytes) throws(CodecError) -> RecordView {
    unsafe slots.update(repeating: .absent, count: layout.shape.slotCount)
    let steps = layout.steps
    let bitmap = (steps.count + 7) / 8
    var reader = ByteReader(body)
    let map = try reader.run(bitmap)
    for index in 0..<bitmap {
      var bits = body[map.lowerBound + index]
      while bits != 0 {
        let slot = index * 8 + bits.trailingZeroBitCount
        bits &= bits - 1
        guard slot < steps.count, steps[slot].target != -2 else {
          throw CodecError(offset: index, reason: .unknownField)
        }
        let value = try Self.value(steps[slot].type, &reader)
        if steps[slot].target >= 0 { unsafe slots[steps[slot].target] = value }
      }
    }
    guard reader.isAtEnd else { throw CodecError(offset: reader.offset, reason: .trailing) }
    return unsafe RecordView(slots: slots, source: body, shape: layout.shape)
  }

  private static func value(
    _ type: FieldType, _ reader: inout ByteReader
  ) throws(CodecError) -> Slot {
    switch type {
    case .integer, .day: Slot(bits: try reader.signed(), isPresent: true)
    case .decimal: Slot(bits: try StoredDecimal.read(&reader), isPresent: true)
    case .instant: Slot(bits: try StoredInstant.read(&reader), isPresent: true)
    case .flag: Slot(bits: Int64(try reader.byte()), isPresent: true)
    case .text, .list: Slot(try reader.run(try reader.count()))
    }
  }

  /// Changes a decoded value in place, for upcasters.
  package func lift(_ slot: Int, to bits: Int64) {
    unsafe slots[slot] = Slot(bits: bits, isPresent: true)
  }
}
