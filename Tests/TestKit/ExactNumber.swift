/// A decimal number by its digits: as many as were written, never through floating point.
package struct ExactNumber: Hashable, Sendable, CustomStringConvertible {
  private let isNegative: Bool

  /// Without zeros at either end; empty for zero.
  private let digits: String

  /// The power of ten of the last digit.
  private let exponent: Int

  /// Reads a JSON number; `nil` for anything else.
  package init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    let negative = rest.hasPrefix("-")
    if negative { rest.removeFirst() }
    var power = 0
    if let mark = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let written = Int(rest[rest.index(after: mark)...].drop { $0 == "+" }) else {
        return nil
      }
      power = written
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else {
      return nil
    }
    if parts.count == 2 { power -= parts[1].count }
    var all = parts.joined().drop { $0 == "0" }
    while all.last == "0" {
      all.removeLast()
      power += 1
    }
    digits = String(all)
    isNegative = negative && !all.isEmpty
    exponent = all.isEmpty ? 0 : power
  }

  /// The number in units of 10^−places, half-even where more decimals were written.
  package func units(_ places: Int) -> Int128? {
    guard digits.count <= 36, abs(exponent) <= 60 else { return nil }
    guard var value = Int128(digits.isEmpty ? "0" : digits) else { return nil }
    let power = exponent + places
    if power >= 0 {
      for _ in 0..<power {
        let (next, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        value = next
      }
    } else {
      var divisor: Int128 = 1
      for _ in 0..<min(-power, 37) { divisor *= 10 }
      let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
      let half = divisor - rest
      value = rest > half || (rest == half && quotient % 2 == 1) ? quotient + 1 : quotient
    }
    return isNegative ? -value : value
  }

  package var description: String {
    if digits.isEmpty { return "0" }
    var text = digits
    if exponent >= 0 {
      text += String(repeating: "0", count: exponent)
    } else {
      let missing = max(0, 1 - exponent - text.count)
      text = String(repeating: "0", count: missing) + text
      text.insert(".", at: text.index(text.endIndex, offsetBy: exponent))
    }
    return (isNegative ? "-" : "") + text
  }
}
