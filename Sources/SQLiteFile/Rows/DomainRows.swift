package import Domain

extension RowRecord {
  /// Appends the fields of a domain record as columns: decimals and flags as integers, days and
  /// moments as text, as the read tables have them.
  package func append(_ row: Record) {
    let places = row.shape.places
    row.withBytes { text in
      // Texts are parts of `text` that do not overlap.
      append(values: places.count, texts: text.count) { cursor in
        for place in places {
          let slot = row.slots[place.slot]
          guard slot.isPresent else {
            cursor.appendNull()
            continue
          }
          switch place.type {
          case .integer, .decimal, .flag: cursor.append(slot.bits)
          case .text, .list: cursor.append(text: text, slot.range)
          case .day: unsafe cursor.appendText { unsafe days.put(Day(bits: slot.bits), at: $0) }
          case .instant:
            unsafe cursor.appendText { unsafe days.put(Instant(bits: slot.bits), at: $0) }
          }
        }
      }
    }
  }
}
