package import Domain

/// Fills a record from a row of 1C by a table of names.
///
/// Configurations spell one field in several ways: the spelling that the table has first wins when a
/// row bears several. Properties that are not in the table are remarked once.
package struct OneCReader {
  /// How a text becomes a value, where the field's type does not say it.
  package enum Conversion: Sendable {
    /// By the type of the field.
    case plain
    /// A reference: lower case; the zero GUID and `null` are absent.
    case reference
    /// A number as people write it: `1 234,56`.
    case written
  }

  private struct Place {
    let member: Shape.Member
    let rank: Int
    let how: Conversion
  }

  private let slotCount: Int
  private let zone: Zone
  private let places: [[UInt8]: Place]
  private let ignored: Set<[UInt8]>

  /// What to read and what to pass over.
  ///
  /// - Parameters:
  ///   - shape: the event's.
  ///   - zone: the zone of the connection's times.
  ///   - table: a field, its spellings, the best first, and how it is read.
  ///   - ignored: what the rows are known to have besides, table parts included.
  package init(
    _ shape: Shape, zone: Zone,
    _ table: [(field: String, names: [String], how: Conversion)], ignored: [String] = []
  ) {
    slotCount = shape.slotCount
    self.zone = zone
    self.ignored = Set(ignored.map { Array($0.utf8) })
    var places: [[UInt8]: Place] = [:]
    for entry in table {
      guard let member = shape[entry.field] else {
        preconditionFailure("no field \(entry.field)")
      }
      for (rank, name) in entry.names.enumerated() {
        places[Array(name.utf8)] = Place(member: member, rank: rank, how: entry.how)
      }
    }
    self.places = places
  }

  /// Fills `record` anew; throws when the row is not to be taken.
  package func fill(
    _ record: inout Record, from row: OneCRow, _ intake: Intake
  ) throws(RowError) {
    record.clear()
    try row.check()
    var ranks = [Int](repeating: .max, count: slotCount)
    try row.forEach { (name, value) throws(RowError) in
      guard let place = places[name.array] else {
        if !isKnown(name) { intake.unread(name.string) }
        return
      }
      let slot = place.member.slot
      switch value {
      case .null: return
      case .nested: throw RowError(name.string, "an object or a list where a value should be")
      case .text(let text):
        guard place.rank < ranks[slot] else { return }
        if try set(&record, place, text, name.string, intake) { ranks[slot] = place.rank }
      }
    }
  }

  /// Known by name, or one of the marks that OData sets beside a property.
  private func isKnown(_ name: Bytes) -> Bool {
    name.hasPrefix("odata.") || name.firstIndex(of: 0x40) != nil || name.hasSuffix("_Type")
      || name.hasSuffix("_Base64Data") || name.hasSuffix("____Presentation")
      || ignored.contains(name.array)
  }

  /// Whether there was a value to set.
  private func set(
    _ record: inout Record, _ place: Place, _ text: Bytes, _ name: String, _ intake: Intake
  ) throws(RowError) -> Bool {
    let slot = place.member.slot
    let bits: Int64?
    switch place.member.type {
    case .text:
      guard text.count <= Record.textMax else { throw RowError(name, "a text over 1 MiB") }
      guard let text = place.how == .reference ? Self.reference(text) : Self.plain(text) else {
        return false
      }
      record.setText(text, at: slot)
      return true
    case .integer: bits = try TextRead.integer(text, name)
    case .decimal:
      bits = try TextRead.decimal(text, name, written: place.how == .written, intake)?.bits
    case .day: bits = try TextRead.day(text, name)?.bits
    case .instant: bits = try TextRead.instant(text, name, zone)?.bits
    case .flag: bits = try TextRead.flag(text, name)?.bits
    case .list: preconditionFailure("a list is filled by the room")
    }
    guard let bits else { return false }
    record.setBits(bits, at: slot)
    return true
  }

  private static func plain(_ text: Bytes) -> [UInt8]? { text.isEmpty ? nil : text.array }

  /// Lower-case, or `nil` for what 1C sends where there is no reference.
  private static func reference(_ text: Bytes) -> [UInt8]? {
    if text.isEmpty || text == "null" || text == "00000000-0000-0000-0000-000000000000" {
      return nil
    }
    return text.array.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }
}
