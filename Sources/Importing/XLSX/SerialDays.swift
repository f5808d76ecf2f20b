package import Domain

/// How a workbook writes days: as counts from a day of its own.
package enum SerialDays: Sendable, Equatable {
  /// Day 1 is 1900-01-01, and day 60 the 29th of February that 1900 did not have.
  case from1900
  case from1904

  /// The last day of the year 9999.
  private static let max: Int64 = 2_958_465

  /// The day that a number means; its fraction is the time of the day.
  package func day(_ number: Bytes) -> Day? {
    guard let value = Decimal4.parse(number).value, !value.isNegative else { return nil }
    let count = value.rawValue / 10_000
    guard count <= Self.max else { return nil }
    switch self {
    case .from1904: return Day(rawValue: Self.first1904 + Int32(count))
    case .from1900 where count == 0 || count == 60: return nil
    case .from1900: return Day(rawValue: Self.before1900 + Int32(count) + (count < 60 ? 1 : 0))
    }
  }

  /// 1904-01-01.
  private static let first1904: Int32 = -24_107

  /// 1899-12-30: the phantom day shifts what comes after it.
  private static let before1900: Int32 = -25_569
}
