package import Domain

// Numbers that sources write in ways of their own: in other units, and with a currency.

extension JSONRead {
  /// A decimal whose point belongs `places` further to the right: −2 for kopecks.
  package static func decimal(
    _ value: JSONValue, _ field: String, shifted places: Int, _ intake: Intake
  ) throws(RowError) -> Decimal4? {
    try withText(value, field) { (text) throws(RowError) in
      try decimal(text.trimmed, field, shifted: places, intake)
    }
  }

  /// A share of one as a percent, also from the text form of a protobuf value: `value:"0.39"`.
  package static func percent(
    ofRatio value: JSONValue, _ field: String, _ intake: Intake
  ) throws(RowError) -> Decimal4? {
    try withText(value, field) { (text) throws(RowError) in
      var digits = text.trimmed
      if digits.hasPrefix("value:") { digits = digits.dropFirst(6).trimmed }
      if digits.count >= 2, digits.first == 0x22, digits.last == 0x22 {
        digits = digits[1..<digits.count - 1]
      }
      return try decimal(digits, field, shifted: 2, intake)
    }
  }

  private static func decimal(
    _ digits: Bytes, _ field: String, shifted places: Int, _ intake: Intake
  ) throws(RowError) -> Decimal4? {
    if digits.isEmpty { return nil }
    switch Decimal4.parse(digits, shifted: places) {
    case .exact(let number): return number
    case .rounded(let number):
      intake.remark("\(field) has too many decimals and was rounded half-even")
      return number
    case .overflow: throw RowError(field, "\(digits.prefix(40).string) is too large for a decimal")
    case .malformed: throw RowError(field, "«\(digits.prefix(40).string)» is not a number")
    }
  }

  /// Money as a number, as text, or as an object; the currency is a code, `nil` when none is sent.
  package static func money(
    _ value: JSONValue, _ field: String, _ intake: Intake
  ) throws(RowError) -> (amount: Decimal4?, currency: [UInt8]?) {
    guard value.kind == .object else { return (try decimal(value, field, intake), nil) }
    let amount = value["amount"] ?? value["price"] ?? value["value"]
    let currency = value["currency"] ?? value["currency_code"] ?? value["currencyId"]
    return (try decimal(amount, field, intake), try self.currency(currency, field))
  }

  /// The code of a currency, however it is written; `""` is none.
  package static func currency(
    _ value: JSONValue?, _ field: String
  ) throws(RowError) -> [UInt8]? {
    guard let written = try text(value, field) else { return nil }
    return written.borrowed { Currency.code($0) } ?? written
  }
}
