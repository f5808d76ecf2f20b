package import Domain

extension RowRecord {
  /// Appends the fields of a domain record as columns: decimals and flags as integers, days and
  /// moments as text, as the read tables have them.
  package func append(_ row: Record) {
    row.withBytes { text in
      for place in row.shape.places {
        let slot = row.slots[place.slot]
        guard slot.isPresent else {
          appendNull()
          continue
        }
        switch place.type {
        case .integer, .decimal, .flag: append(slot.bits)
        case .text, .list: append(text: text, slot.range)
        case .day: appendText { unsafe days.append(Day(bits: slot.bits), to: $0) }
        case .instant: appendText { unsafe days.append(Instant(bits: slot.bits), to: $0) }
        }
      }
    }
  }
}
