package import Domain

/// Reads single JSON values: numbers as digits or as text, `""` and null as absent.
package enum JSONRead {
  /// Text; a number's digits are taken as text, since some sources send ids either way.
  package static func text(
    _ value: JSONValue?, _ field: String, keepEmpty: Bool = false
  ) throws(RowError) -> [UInt8]? {
    guard let value, !value.isNull else { return nil }
    let text = try withText(value, field) { (text) throws(RowError) in text.array }
    return text.isEmpty && !keepEmpty ? nil : text
  }

  /// Lends the characters of a text, or the digits of a number, without a copy where it can.
  package static func withText<Result>(
    _ value: JSONValue, _ field: String, _ body: (Bytes) throws(RowError) -> Result
  ) throws(RowError) -> Result {
    switch value.kind {
    case .string:
      guard value.raw.count <= Record.textMax else { throw RowError(field, "a text over 1 MiB") }
      return try value.withText(field, body)
    case .number: return try body(value.raw)
    case let other: throw RowError(field, "\(other.rawValue) where a text should be")
    }
  }

  package static func integer(_ value: JSONValue?, _ field: String) throws(RowError) -> Int64? {
    guard let text = try digits(value, field, "a whole number") else { return nil }
    return try TextRead.integer(text, field)
  }

  /// A decimal; more than four decimals are rounded half-even and remarked.
  package static func decimal(
    _ value: JSONValue?, _ field: String, _ intake: Intake
  ) throws(RowError) -> Decimal4? {
    guard let text = try digits(value, field, "a number") else { return nil }
    return try TextRead.decimal(text, field, intake)
  }

  /// A decimal that people wrote, such as `1 234,56`.
  package static func written(
    _ value: JSONValue?, _ field: String, _ intake: Intake
  ) throws(RowError) -> Decimal4? {
    guard let text = try digits(value, field, "a number") else { return nil }
    return try TextRead.decimal(text, field, written: true, intake)
  }

  /// A day, also from the first ten characters of a time; empty days are absent.
  package static func day(_ value: JSONValue?, _ field: String) throws(RowError) -> Day? {
    guard let value, !value.isNull else { return nil }
    guard value.kind == .string else {
      throw RowError(field, "\(value.kind.rawValue) where a date should be")
    }
    return try TextRead.day(value.raw, field)
  }

  /// A moment, in `zone` when it has no offset; empty dates are absent.
  package static func instant(
    _ value: JSONValue?, _ field: String, _ zone: Zone
  ) throws(RowError) -> Instant? {
    guard let value, !value.isNull else { return nil }
    guard value.kind == .string else {
      throw RowError(field, "\(value.kind.rawValue) where a time should be")
    }
    return try TextRead.instant(value.raw, field, zone)
  }

  package static func flag(_ value: JSONValue?, _ field: String) throws(RowError) -> Bool? {
    guard let value, !value.isNull else { return nil }
    return try TextRead.flag(value.raw, field)
  }

  private static func digits(
    _ value: JSONValue?, _ field: String, _ wanted: String
  ) throws(RowError) -> Bytes? {
    guard let value, !value.isNull else { return nil }
    guard value.kind == .number || value.kind == .string else {
      throw RowError(field, "\(value.kind.rawValue) where \(wanted) should be")
    }
    return value.raw
  }
}
