import Domain

/// Whole numbers as sources write them: `12`, `12.0`, `1.2E1`; exact in 64 bits.
enum WholeNumber {
  /// What the digits mean; `nil` when they have a fraction, are too many, or are no number.
  static func parse(_ text: Bytes) -> Int64? {
    if let plain = text.integer { return plain }
    guard let mark = (0..<text.count).first(where: { text[$0] | 0x20 == 0x65 }) else {
      return whole(text, power: 0)
    }
    let start = text.count > mark + 1 && text[mark + 1] == 0x2B ? mark + 2 : mark + 1
    guard let power = text.dropFirst(start).integer, (-30...30).contains(power) else { return nil }
    return whole(text.prefix(mark), power: Int(power))
  }

  private static func whole(_ text: Bytes, power: Int) -> Int64? {
    let isNegative = text.first == 0x2D
    let text = isNegative ? text.dropFirst(1) : text
    let point = text.firstIndex(of: 0x2E) ?? text.count
    guard point > 0, text.count <= 60, point != text.count - 1 else { return nil }
    var value: Int64 = 0
    for index in 0..<max(text.count - (point < text.count ? 1 : 0), point + power) {
      let place = index < point ? index : index + 1
      let digit = place < text.count ? text[place] : 0x30
      guard digit.isDigit else { return nil }
      guard index < point + power else {
        if digit == 0x30 { continue }
        return nil
      }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let step = Int64(digit - 0x30)
      let (sum, carry) =
        isNegative ? tens.subtractingReportingOverflow(step) : tens.addingReportingOverflow(step)
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }
}
