package import Domain

/// Reads single values out of text the way all importers do; an empty text is an absent value.
package enum TextRead {
  package static func integer(_ text: Bytes, _ field: String) throws(RowError) -> Int64? {
    let text = text.trimmed
    if text.isEmpty { return nil }
    if let number = WholeNumber.parse(text) { return number }
    switch Decimal4.parse(text) {
    case .exact(let decimal):
      if let whole = decimal.whole { return whole }
      throw RowError(field, "\(text.prefix(40).string) is not a whole number")
    case .overflow: throw RowError(field, "\(text.prefix(40).string) is larger than 64 bits")
    case .rounded: throw RowError(field, "\(text.prefix(40).string) is not a whole number")
    case .malformed: throw RowError(field, "«\(text.prefix(40).string)» is not a number")
    }
  }

  /// A decimal; more than four decimals are rounded half-even and remarked.
  ///
  /// A `written` one is as people write it, with a comma and spaces between thousands.
  package static func decimal(
    _ text: Bytes, _ field: String, written: Bool = false, _ intake: Intake
  ) throws(RowError) -> Decimal4? {
    let text = text.trimmed
    if text.isEmpty { return nil }
    switch written ? Decimal4.parseWritten(text) : Decimal4.parse(text) {
    case .exact(let number): return number
    case .rounded(let number):
      intake.remark("\(field) has more than four decimals and was rounded half-even")
      return number
    case .overflow: throw RowError(field, "\(text.prefix(40).string) is too large for a decimal")
    case .malformed: throw RowError(field, "«\(text.prefix(40).string)» is not a number")
    }
  }

  /// A day, also from the first ten characters of a time; `0001-01-01` is absent.
  package static func day(_ text: Bytes, _ field: String) throws(RowError) -> Day? {
    let text = text.trimmed
    if text.isEmpty { return nil }
    guard let day = Day(any: text) else {
      throw RowError(field, "«\(text.prefix(40).string)» is not a date")
    }
    return day == .empty ? nil : day
  }

  /// A moment, in `zone` when it has no offset; `0001-01-01` is absent.
  package static func instant(
    _ text: Bytes, _ field: String, _ zone: Zone
  ) throws(RowError) -> Instant? {
    let text = text.trimmed
    if text.isEmpty || text.hasPrefix("0001-01-01") { return nil }
    guard let instant = Instant(iso: text, in: zone) ?? Instant(written: text, in: zone) else {
      throw RowError(field, "«\(text.prefix(40).string)» is not a time")
    }
    return instant
  }

  package static func flag(_ text: Bytes, _ field: String) throws(RowError) -> Bool? {
    let text = text.trimmed
    if text.isEmpty { return nil }
    if text == "1" || text == "true" || text == "True" { return true }
    if text == "0" || text == "false" || text == "False" { return false }
    throw RowError(field, "«\(text.prefix(40).string)» is neither true nor false")
  }
}
