package import Domain

/// Fills a record from the cells of a table's row, by the names in the table's header.
///
/// The counterpart of `RowReader` for CSV and workbooks: the column's name says the field, the
/// field's type says how the cell is read. Names are compared without regard to case.
package struct TableReader {
  /// A column's name and the field that it fills; `nil` when it is known and not kept.
  ///
  /// A name that stands twice in the header takes the first entry first, then the second.
  package typealias Columns = [(name: String, field: String?)]

  private let shape: Shape
  private let zone: Zone
  private let serialDays: SerialDays?
  private let width: Int
  private let places: [Place]

  /// Fields of prose: all other texts name something.
  private let prose: Set<String>

  private struct Place {
    let index: Int
    let name: String
    let member: Shape.Member
  }

  /// Finds the columns; those that nobody knows are remarked.
  ///
  /// `prose`: fields of text that name nothing; what lost digits in a spreadsheet is a name no more.
  package init(
    _ shape: Shape, zone: Zone, _ table: SourceTable, _ columns: Columns,
    prose: Set<String> = [], _ intake: Intake
  ) throws(PayloadError) {
    self.prose = prose
    self.shape = shape
    self.zone = zone
    serialDays = table.serialDays
    width = table.header.count
    var places: [Place] = []
    var left = columns
    for (index, name) in table.header.enumerated() where !name.isEmpty {
      guard let entry = left.firstIndex(where: { $0.name == name.lowercased() }) else {
        intake.unread(name)
        continue
      }
      let field = left.remove(at: entry).field
      guard let field else { continue }
      guard let member = shape[field] else { preconditionFailure("no field \(field)") }
      guard !places.contains(where: { $0.member.slot == member.slot }) else {
        throw PayloadError("\(table.name) has two columns for \(field)")
      }
      places.append(Place(index: index, name: name, member: member))
    }
    self.places = places
  }

  /// Whether the header has a column for a field.
  package func has(_ field: String) -> Bool { places.contains { $0.member.name == field } }

  /// Fills `record`, which is cleared before; throws when the row is not to be taken.
  package func fill(
    _ record: inout Record, from row: TableRow, _ intake: Intake
  ) throws(RowError) {
    record.clear()
    guard row.count >= width || !row.isCut else {
      throw RowError("row", "the file is cut off inside this row")
    }
    for index in width..<max(width, row.count) where !row[index].isEmpty {
      throw RowError("row", "has more cells than the header")
    }
    for place in places {
      let cell = row[place.index]
      if cell.isEmpty { continue }
      try set(&record, place, cell, intake)
    }
  }

  private func set(
    _ record: inout Record, _ place: Place, _ cell: Bytes, _ intake: Intake
  ) throws(RowError) {
    let isName =
      place.member.type == .integer
      || place.member.type == .text && !prose.contains(place.member.name)
    guard isName else { return try put(cell, place, into: &record, intake) }
    // What a spreadsheet puts before a number that is to stay a text.
    let name = cell.first == 0x27 && cell.count > 1 ? cell.dropFirst(1) : cell
    switch SpreadsheetNumber.name(name) {
    case .plain: try put(name, place, into: &record, intake)
    case .digits(let digits):
      try digits.borrowed { (digits) throws(RowError) in
        try put(digits, place, into: &record, intake)
      }
    case .lost:
      throw RowError(
        place.name,
        "«\(cell.prefix(40).string)» has lost digits in a spreadsheet: format the column as text "
          + "there and save it again from the source")
    }
  }

  private func put(
    _ cell: Bytes, _ place: Place, into record: inout Record, _ intake: Intake
  ) throws(RowError) {
    let slot = place.member.slot
    let bits: Int64?
    switch place.member.type {
    case .text:
      guard cell.firstIndex(of: 0) == nil else { throw RowError(place.name, "a text with a NUL") }
      record.setText(cell, at: slot)
      return
    case .integer: bits = try TextRead.integer(cell, place.name)
    case .decimal: bits = try TextRead.decimal(cell, place.name, written: true, intake)?.bits
    case .day:
      let counted = serialDays?.day(cell)
      bits = counted == nil ? try TextRead.day(cell, place.name)?.bits : counted?.bits
    case .instant:
      let counted = serialDays?.instant(cell, in: zone)
      bits = counted == nil ? try TextRead.instant(cell, place.name, zone)?.bits : counted?.bits
    case .flag: bits = try TextRead.flag(cell, place.name)?.bits
    case .list: preconditionFailure("a cell holds no list")
    }
    if let bits { record.setBits(bits, at: slot) }
  }
}
