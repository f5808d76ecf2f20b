extension Decimal4 {
  /// What the digits said.
  package enum Parsed: Equatable, Sendable {
    /// Exactly this value.
    case exact(Decimal4)

    /// More than four decimals: rounded half-even; the import reports it.
    case rounded(Decimal4)

    /// Larger than 64 bits of ten-thousandths hold.
    case overflow

    /// Not a number.
    case malformed

    /// The value, where there is one.
    package var value: Decimal4? {
      switch self {
      case .exact(let value), .rounded(let value): value
      case .overflow, .malformed: nil
      }
    }
  }

  /// Reads a JSON number or the same digits in a text: `-12.5`, `1e3`, `0.00005`.
  package static func parse(_ digits: Bytes) -> Parsed { DecimalReader(point: 0x2E).read(digits) }

  /// Reads a number whose point stands elsewhere: `344500` shifted by −2 is 3445.
  package static func parse(_ digits: Bytes, shifted places: Int) -> Parsed {
    DecimalReader(point: 0x2E, shift: places).read(digits)
  }

  /// Reads what people and 1C write: decimal comma or point, spaces of any kind between thousands.
  ///
  /// `1 234,56` with an ordinary, a no-break (U+00A0), a narrow no-break (U+202F) or a thin (U+2009)
  /// space.
  package static func parseWritten(_ text: Bytes) -> Parsed {
    var plain: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == 0x2C {
        plain.append(0x2E)
      } else if let width = spaceWidth(text, at: index) {
        index += width
        continue
      } else {
        plain.append(byte)
      }
      index += 1
    }
    return plain.borrowed { parse($0) }
  }

  private static func spaceWidth(_ text: Bytes, at index: Int) -> Int? {
    let rest = text.dropFirst(index)
    if rest.hasPrefix(" ") { return 1 }
    if rest.hasPrefix("\u{00A0}") { return 2 }
    if rest.hasPrefix("\u{2009}") || rest.hasPrefix("\u{202F}") { return 3 }
    return nil
  }

  /// A literal or a stored text, for callers that know that it is a number.
  package init?(_ text: String) {
    guard let value = Array(text.utf8).borrowed({ Decimal4.parse($0).value }) else { return nil }
    self = value
  }
}

/// Reads digits, a point, digits and an exponent, once, left to right.
private struct DecimalReader {
  let point: UInt8

  /// Powers of ten that the result is multiplied by.
  var shift = 0

  /// More digits than any source sends; a bound on the work.
  private static let digitsMax = 400

  func read(_ text: Bytes) -> Decimal4.Parsed {
    var index = 0
    var negative = false
    if text.count > 0, text[0] == 0x2D {
      negative = true
      index = 1
    }
    let start = index
    var mantissa: Int64 = 0
    var digits = 0
    var decimals = 0
    var afterPoint = false
    while index < text.count {
      let byte = text[index]
      if byte.isDigit {
        digits += 1
        if digits <= 18 { mantissa = mantissa * 10 + Int64(byte - 0x30) }
        if afterPoint { decimals += 1 }
      } else if byte == point, !afterPoint, digits > 0 {
        afterPoint = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0, !(afterPoint && decimals == 0), digits <= Self.digitsMax else {
      return .malformed
    }
    guard let exponent = exponent(text, from: index) else { return .malformed }
    let power = exponent - decimals + 4 + shift
    if digits <= 14, (0...4).contains(power) {
      for _ in 0..<power { mantissa *= 10 }
      return .exact(Decimal4(rawValue: negative ? -mantissa : mantissa))
    }
    let every = (start..<index).map { text[$0] }.filter(\.isDigit).map { $0 - 0x30 }
    return scale(every, by: power, negative: negative)
  }

  /// The power of ten after `e`, 0 without one, `nil` when something else follows.
  private func exponent(_ text: Bytes, from start: Int) -> Int? {
    guard start < text.count else { return 0 }
    guard text[start] | 0x20 == 0x65, start + 1 < text.count else { return nil }
    var index = start + 1
    var sign = 1
    if text[index] == 0x2D || text[index] == 0x2B {
      sign = text[index] == 0x2D ? -1 : 1
      index += 1
    }
    guard index < text.count, text.count - index <= 4 else { return nil }
    var power = 0
    while index < text.count {
      guard text[index].isDigit else { return nil }
      power = power * 10 + Int(text[index] - 0x30)
      index += 1
    }
    return sign * power
  }

  /// `digits × 10^power` ten-thousandths.
  private func scale(_ digits: [UInt8], by power: Int, negative: Bool) -> Decimal4.Parsed {
    if digits.allSatisfy({ $0 == 0 }) { return .exact(.zero) }
    let keep = max(0, min(digits.count, digits.count + power))
    var value: Int64 = 0
    for digit in digits.prefix(keep) {
      guard let next = Self.appending(digit, to: value) else { return .overflow }
      value = next
    }
    for _ in 0..<max(0, power) {
      guard let next = Self.appending(0, to: value) else { return .overflow }
      value = next
    }
    let lost = digits.dropFirst(keep)
    let lostZeros = max(0, -power - digits.count)
    guard lost.contains(where: { $0 != 0 }) else {
      return .exact(Decimal4(rawValue: negative ? -value : value))
    }
    if lostZeros == 0, Self.roundsUp(lost, odd: value & 1 == 1) {
      let (up, overflow) = value.addingReportingOverflow(1)
      if overflow { return .overflow }
      value = up
    }
    return .rounded(Decimal4(rawValue: negative ? -value : value))
  }

  private static func appending(_ digit: UInt8, to value: Int64) -> Int64? {
    let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
    let (sum, carry) = tens.addingReportingOverflow(Int64(digit))
    return overflow || carry ? nil : sum
  }

  private static func roundsUp(_ lost: ArraySlice<UInt8>, odd: Bool) -> Bool {
    guard let first = lost.first else { return false }
    if first != 5 { return first > 5 }
    return odd || lost.dropFirst().contains { $0 != 0 }
  }
}
