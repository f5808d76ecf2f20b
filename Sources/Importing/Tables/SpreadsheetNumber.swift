package import Domain

/// What spreadsheets do to numbers, digit by digit: no binary fraction on the way.
package enum SpreadsheetNumber {
  /// Digits that a spreadsheet keeps of a number: those behind them are noise of its arithmetic.
  private static let digitsMax = 15

  /// More than any cell holds.
  private static let lengthMax = 400

  /// The digits of a cell that holds a number: rounded half-even to fifteen, without an exponent and
  /// without zeros behind the point, with the zeros in front that its format shows.
  ///
  /// `4.600000000123E12` is 4600000000123, `2209.1000000000004` is 2209.1, and 123 shown by `00000` is
  /// 00123. A number of more than fifteen digits before its point stays as it is: the last of them are
  /// lost. `nil` for what is no number.
  package static func digits(_ text: Bytes, width: Int = 0) -> [UInt8]? {
    guard let number = Parts(text), number.digits.count <= lengthMax else { return nil }
    var (digits, power) = (number.digits, number.power)
    if digits.count > digitsMax {
      let dropped = digits.count - digitsMax
      let isUp = roundsUp(digits[digitsMax...], isOdd: digits[digitsMax - 1] & 1 == 1)
      digits.removeLast(dropped)
      power += dropped
      if isUp { power += add(to: &digits) }
    }
    while let last = digits.last, last == 0, digits.count > 1 {
      digits.removeLast()
      power += 1
    }
    guard digits.count + power <= digitsMax, power >= -lengthMax else { return text.array }
    var whole =
      power >= 0 ? digits + Array(repeating: 0, count: power) : Array(digits.dropLast(-power))
    var fraction: [UInt8] = []
    if power < 0 {
      fraction = Array(repeating: 0, count: max(0, -power - digits.count)) + digits.suffix(-power)
    }
    if whole.isEmpty { whole = [0] }
    if fraction.isEmpty, whole.count < width {
      whole = Array(repeating: 0, count: width - whole.count) + whole
    }
    let isZero = whole.allSatisfy { $0 == 0 } && fraction.isEmpty
    return (number.isNegative && !isZero ? [0x2D] : []) + whole.map { $0 + 0x30 }
      + (fraction.isEmpty ? [] : [0x2E]) + fraction.map { $0 + 0x30 }
  }

  /// What a name is that a spreadsheet may have taken for a number.
  package enum Name: Equatable, Sendable {
    /// As it stands.
    case plain

    /// A number in exponent form that has all its digits: these.
    case digits([UInt8])

    /// A number in exponent form that has lost some: `1,23457E+11`.
    case lost
  }

  /// Looks whether a name is a number in exponent form.
  ///
  /// That is one digit, a point or comma and more digits, or the sign of the power, which spreadsheets
  /// always write; `12E3` may be an article.
  package static func name(_ text: Bytes) -> Name {
    var index = text.first == 0x2D ? 1 : 0
    guard index < text.count, text[index].isDigit else { return .plain }
    let start = index
    index += 1
    var decimals = 0
    if index < text.count, text[index] == 0x2C || text[index] == 0x2E {
      index += 1
      while index < text.count, text[index].isDigit {
        decimals += 1
        index += 1
      }
      if decimals == 0 { return .plain }
    }
    guard index + 1 < text.count, text[index] | 0x20 == 0x65 else { return .plain }
    let hasSign = text[index + 1] == 0x2B
    guard hasSign || decimals > 0,
      let power = text.dropFirst(index + (hasSign ? 2 : 1)).integer, (0...400).contains(power),
      text.count - index <= 6
    else { return .plain }
    guard start == 0, decimals > 0, decimals < digitsMax, Int(power) == decimals else {
      return .lost
    }
    return .digits([text[0]] + text[2..<2 + decimals].array)
  }

  /// Sign, digits without zeros in front, and the power of ten of the last one.
  private struct Parts {
    var isNegative = false
    var digits: [UInt8] = []
    var power = 0

    init?(_ text: Bytes) {
      var index = 0
      if text.first == 0x2D {
        isNegative = true
        index = 1
      }
      var hasDigits = false
      var isBehindPoint = false
      while index < text.count {
        let byte = text[index]
        if byte.isDigit {
          hasDigits = true
          if !digits.isEmpty || byte != 0x30 { digits.append(byte - 0x30) }
          if isBehindPoint { power -= 1 }
        } else if byte == 0x2E, !isBehindPoint, hasDigits {
          isBehindPoint = true
        } else {
          break
        }
        index += 1
      }
      guard hasDigits else { return nil }
      if digits.isEmpty { digits = [0] }
      if digits == [0] { power = 0 }
      if index == text.count { return }
      guard text[index] | 0x20 == 0x65 else { return nil }
      let exponent = text.dropFirst(
        text.count > index + 1 && text[index + 1] == 0x2B ? index + 2 : index + 1)
      guard let exponent = exponent.integer, (-400...400).contains(exponent) else { return nil }
      if digits != [0] { power += Int(exponent) }
    }
  }

  private static func roundsUp(_ dropped: ArraySlice<UInt8>, isOdd: Bool) -> Bool {
    guard let first = dropped.first else { return false }
    if first != 5 { return first > 5 }
    return isOdd || dropped.dropFirst().contains { $0 != 0 }
  }

  /// Adds one to the last digit; how many digits fewer there are then.
  private static func add(to digits: inout [UInt8]) -> Int {
    var dropped = 0
    while let last = digits.last, last == 9 {
      digits.removeLast()
      dropped += 1
    }
    if digits.isEmpty {
      digits = [1]
    } else {
      digits[digits.count - 1] += 1
    }
    return dropped
  }
}
