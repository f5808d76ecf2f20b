package import Domain

/// Fills a record from the members of a flat JSON row by a table of names.
///
/// The table is the importer's whole knowledge of the row: which member goes to which field. What is
/// not in it is remarked once; the value is converted by the type of the field.
package struct RowReader {
  /// How a text or number becomes a value, where the field's type does not say it.
  package enum Conversion: Sendable {
    /// By the type of the field; `""` is absent.
    case plain
    /// An empty text is kept (only for text fields).
    case keepEmpty
    /// Zero is absent (ids that are 0 when there is none, times that are 1970-01-01T00:00:00Z).
    case zeroIsAbsent
    /// The ISO code of a currency (only for text fields).
    case currency
    /// Known, and not kept.
    case ignored
  }

  /// What becomes of one member.
  struct Target {
    let slot: Int
    let type: FieldType
    let how: Conversion
  }

  private let names: MemberNames
  private let targets: [Target]
  private let fields: [String]
  private let zone: Zone

  /// Looks the fields up; keep the reader for all rows.
  ///
  /// The table has the row's own name of a member, the field's name, and how it is read.
  package init(
    _ shape: Shape, zone: Zone, _ table: [(name: String, field: String, how: Conversion)]
  ) {
    self.zone = zone
    names = MemberNames(table.map(\.name))
    fields = table.map(\.name)
    targets = table.map { entry in
      if entry.how == .ignored { return Target(slot: -1, type: .flag, how: .ignored) }
      guard let member = shape[entry.field] else {
        preconditionFailure("no field \(entry.field)")
      }
      return Target(slot: member.slot, type: member.type, how: entry.how)
    }
  }

  /// Fills `record`, which is cleared before; throws when the row is not to be taken.
  package func fill(
    _ record: inout Record, from row: JSONValue, _ intake: Intake
  ) throws(RowError) {
    record.clear()
    guard row.kind == .object else { throw RowError("row", "not an object") }
    var last = -1
    try row.forEachMember { (name, value) throws(RowError) in
      guard let place = names.find(name, last + 1) else {
        intake.unread(name.string)
        return
      }
      last = place
      let target = targets[place]
      if target.slot < 0 || value.isNull { return }
      try set(&record, target, fields[place], value, intake)
    }
  }

  /// Puts one value into its field; `field` is what messages call it.
  func set(
    _ record: inout Record, _ target: Target, _ field: String, _ value: JSONValue, _ intake: Intake
  ) throws(RowError) {
    let bits: Int64?
    switch target.type {
    case .text:
      try JSONRead.withText(value, field) { (text) throws(RowError) in
        if text.isEmpty && target.how != .keepEmpty { return }
        if target.how == .zeroIsAbsent && text == "0" { return }
        if target.how == .currency, let code = Currency.code(text) {
          record.setText(code, at: target.slot)
        } else {
          record.setText(text, at: target.slot)
        }
      }
      return
    case .integer:
      let number = try JSONRead.integer(value, field)
      bits = target.how == .zeroIsAbsent && number == 0 ? nil : number
    case .decimal: bits = try JSONRead.decimal(value, field, intake)?.bits
    case .day: bits = try JSONRead.day(value, field)?.bits
    case .instant:
      let instant = try JSONRead.instant(value, field, zone)
      bits = target.how == .zeroIsAbsent && instant?.rawValue == 0 ? nil : instant?.bits
    case .flag: bits = try JSONRead.flag(value, field)?.bits
    case .list: preconditionFailure("a flat row has no lists")
    }
    if let bits { record.setBits(bits, at: target.slot) }
  }
}
