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
