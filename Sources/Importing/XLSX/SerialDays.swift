package import Domain

/// How a workbook writes days: as counts from a day of its own, whose fraction is the time of the day.
package enum SerialDays: Sendable, Equatable {
  /// Day 1 is 1900-01-01, and day 60 the 29th of February that 1900 did not have.
  case from1900
  case from1904

  /// The last day of the year 9999.
  private static let max: Int64 = 2_958_465

  /// Digits of a fraction that count: a second is more than a hundred-thousandth of a day.
  private static let fractionMax = 13

  /// The day that a number means, to the nearest second; serials of other centuries than this one are
  /// numbers of something else.
  package func day(_ number: Bytes) -> Day? { recent(number)?.day }

  /// The moment that a number means in a zone, to the nearest second.
  package func instant(_ number: Bytes, in zone: Zone) -> Instant? {
    guard let (day, second) = recent(number) else { return nil }
    return Instant(
      rawValue: Instant(midnightOf: day, in: zone).rawValue + Int64(second) * 1_000_000)
  }

  private func recent(_ number: Bytes) -> (day: Day, second: Int)? {
    guard let time = time(number), (Self.year2000..<Self.year2100).contains(time.day.rawValue)
    else { return nil }
    return time
  }

  /// Day and second of the day.
  private func time(_ number: Bytes) -> (day: Day, second: Int)? {
    guard let digits = SpreadsheetNumber.digits(number), digits.first != 0x2D else { return nil }
    return digits.borrowed { digits in
      let point = digits.firstIndex(of: 0x2E) ?? digits.count
      guard var count = digits.prefix(point).integer, count <= Self.max else { return nil }
      var second = Self.seconds(digits.dropFirst(min(digits.count, point + 1)))
      if second == 86_400 {
        second = 0
        count += 1
      }
      guard count <= Self.max else { return nil }
      switch self {
      case .from1904: return (Day(rawValue: Self.first1904 + Int32(count)), second)
      case .from1900 where count == 0 || count == 60: return nil
      case .from1900:
        return (Day(rawValue: Self.before1900 + Int32(count) + (count < 60 ? 1 : 0)), second)
      }
    }
  }

  /// A fraction of a day in seconds, the nearest.
  private static func seconds(_ fraction: Bytes) -> Int {
    var value: Int64 = 0
    var unit: Int64 = 1
    for index in 0..<min(fraction.count, fractionMax) {
      value = value * 10 + Int64(fraction[index] - 0x30)
      unit *= 10
    }
    return Int((value * 86_400 + unit / 2) / unit)
  }

  /// 1904-01-01.
  private static let first1904: Int32 = -24_107

  /// 1899-12-30: the phantom day shifts what comes after it.
  private static let before1900: Int32 = -25_569

  /// 2000-01-01 and 2100-01-01.
  private static let year2000: Int32 = 10_957
  private static let year2100: Int32 = 47_482
}
