/// A calendar day, counted from 1970-01-01.
@usableFromInline package struct Day: RawRepresentable, Hashable, Comparable, Sendable {
  @usableFromInline package let rawValue: Int32

  @inlinable package init(rawValue: Int32) { self.rawValue = rawValue }

  /// The day of a date, or `nil` when there is no such date in the years 0001 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, in: year)
    else { return nil }
    // Days from civil (a year that begins in March makes leap days the last day).
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    rawValue = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  @inlinable package static func < (lhs: Day, rhs: Day) -> Bool { lhs.rawValue < rhs.rawValue }

  package var next: Day { Day(rawValue: rawValue + 1) }
  package var previous: Day { Day(rawValue: rawValue - 1) }

  /// Year, month and day of the month.
  package var civil: (year: Int, month: Int, day: Int) {
    let z = Int(rawValue) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let mp = (5 * dayOfYear + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * mp + 2) / 5 + 1)
  }

  /// The empty day of 1C and the marketplaces, `0001-01-01`.
  package static let empty = Day(rawValue: -719_162)
}

extension Day: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  @usableFromInline package var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends `YYYY-MM-DD`.
  package func append(to text: inout [UInt8]) {
    let (year, month, day) = civil
    text.append(digits: year, width: 4)
    text.append(0x2D)
    text.append(digits: month, width: 2)
    text.append(0x2D)
    text.append(digits: day, width: 2)
  }
}

extension [UInt8] {
  /// Appends a number from 0 with at least `width` digits.
  mutating func append(digits number: Int, width: Int) {
    var unit = 1
    var count = 1
    while count < width || unit <= number / 10 {
      unit *= 10
      count += 1
    }
    while unit > 0 {
      append(UInt8(0x30 + number / unit % 10))
      unit /= 10
    }
  }
}

extension Day {
  /// Reads `YYYY-MM-DD`, also as the first ten characters of an ISO time.
  package init?(iso text: Bytes) {
    guard text.count == 10 || (text.count > 10 && (text[10] == 0x54 || text[10] == 0x20)) else {
      return nil
    }
    guard text[4] == 0x2D, text[7] == 0x2D, let year = text.digits(0..<4),
      let month = text.digits(5..<7), let day = text.digits(8..<10)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Reads `DD.MM.YYYY` or `DD-MM-YYYY`, also followed by a time.
  package init?(written text: Bytes) {
    guard text.count >= 10, text.count == 10 || text[10].isSpace else { return nil }
    guard text[2] == text[5], text[2] == 0x2E || text[2] == 0x2D, let day = text.digits(0..<2),
      let month = text.digits(3..<5), let year = text.digits(6..<10)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Reads either way of writing a day.
  package init?(any text: Bytes) {
    if let day = Day(iso: text) ?? Day(written: text) { self = day } else { return nil }
  }
}

extension Bytes {
  /// The number that the digits of a range spell, or `nil` when there is another byte.
  package func digits(_ range: Range<Int>) -> Int? {
    guard range.upperBound <= count, !range.isEmpty, range.count <= 18 else { return nil }
    var value = 0
    for index in range {
      guard self[index].isDigit else { return nil }
      value = value * 10 + Int(self[index] - 0x30)
    }
    return value
  }

  /// The whole run as a signed 64-bit number.
  package var integer: Int64? {
    let negative = first == 0x2D
    let digits = negative ? dropFirst(1) : self
    guard digits.count > 0, digits.count <= 19 else { return nil }
    var value: Int64 = 0
    for index in 0..<digits.count {
      guard digits[index].isDigit else { return nil }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(digits[index] - 0x30)
      let (sum, carry) = tens.addingReportingOverflow(negative ? -digit : digit)
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }
}
