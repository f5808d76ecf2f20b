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
    /// The slot in the newest shape; -1 drops the value, -2 is no field.
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
