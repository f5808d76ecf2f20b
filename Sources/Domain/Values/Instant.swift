/// A moment, in microseconds since 1970-01-01T00:00:00Z.
@usableFromInline package struct Instant: RawRepresentable, Hashable, Comparable, Sendable {
  @usableFromInline package let rawValue: Int64

  @inlinable package init(rawValue: Int64) { self.rawValue = rawValue }

  @inlinable package static func < (lhs: Instant, rhs: Instant) -> Bool {
    lhs.rawValue < rhs.rawValue
  }

  /// Moscow midnight at the start of a day.
  package init(midnightOf day: Day, in zone: Zone = .moscow) {
    rawValue = (Int64(day.rawValue) * 86_400 - Int64(zone.offset)) * 1_000_000
  }

  /// The calendar day in Moscow, UTC+3 all year (`read-tables`, *Time*).
  package var moscowDay: Day { day(in: .moscow) }

  /// The calendar day in a zone.
  package func day(in zone: Zone) -> Day {
    let seconds = seconds + Int64(zone.offset)
    return Day(rawValue: Int32(clamping: seconds.dividedFloor(by: 86_400)))
  }

  /// Day and second of the day in UTC, or `nil` when there is a fraction.
  package var wholeSeconds: (day: Day, second: Int)? {
    guard rawValue % 1_000_000 == 0 else { return nil }
    let day = day(in: .utc)
    return (day, Int(seconds - Int64(day.rawValue) * 86_400))
  }

  private var seconds: Int64 { rawValue.dividedFloor(by: 1_000_000) }
}

extension Instant {
  /// Reads an ISO time: `2026-03-05T08:00:00.123Z`, `… +03:00`, or without offset in `zone`.
  ///
  /// A day alone is its midnight in `zone`. Digits beyond microseconds are dropped.
  package init?(iso text: Bytes, in zone: Zone) {
    guard let day = Day(iso: text) else { return nil }
    guard text.count > 10 else {
      self.init(midnightOf: day, in: zone)
      return
    }
    self.init(day: day, clock: text.dropFirst(11), zone: zone)
  }

  /// Reads `DD.MM.YYYY HH:MM[:SS]` or `DD-MM-YYYY …` in `zone`.
  package init?(written text: Bytes, in zone: Zone) {
    guard let day = Day(written: text) else { return nil }
    guard text.count > 10 else {
      self.init(midnightOf: day, in: zone)
      return
    }
    self.init(day: day, clock: text.dropFirst(11), zone: zone)
  }

  /// `HH:MM`, `HH:MM:SS`, fraction and offset.
  private init?(day: Day, clock: Bytes, zone: Zone) {
    guard clock.count >= 5, let hour = clock.digits(0..<2), clock[2] == 0x3A,
      let minute = clock.digits(3..<5), hour < 24, minute < 60
    else { return nil }
    var index = 5
    var second = 0
    if clock.count > 5, clock[5] == 0x3A {
      guard let read = clock.digits(6..<8), read <= 60 else { return nil }
      second = read
      index = 8
    }
    var micros: Int64 = 0
    if index < clock.count, clock[index] == 0x2E {
      index += 1
      var unit: Int64 = 100_000
      let start = index
      while index < clock.count, clock[index].isDigit {
        micros += Int64(clock[index] - 0x30) * unit
        unit /= 10
        index += 1
      }
      guard index > start, index - start <= 12 else { return nil }
    }
    guard let zone = Self.zone(clock.dropFirst(index), else: zone) else { return nil }
    let local = Int64(day.rawValue) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    rawValue = (local - Int64(zone.offset)) * 1_000_000 + micros
  }

  private static func zone(_ text: Bytes, else zone: Zone) -> Zone? {
    if text.isEmpty { return zone }
    if text == "Z" || text == "z" { return .utc }
    guard text.count >= 5, text[0] == 0x2B || text[0] == 0x2D, let hours = text.digits(1..<3),
      let minutes = text[3] == 0x3A ? text.digits(4..<6) : text.digits(3..<5),
      text.count == (text[3] == 0x3A ? 6 : 5), hours <= 14, minutes < 60
    else { return nil }
    let seconds = Int32(hours * 3600 + minutes * 60)
    return Zone(offset: text[0] == 0x2D ? -seconds : seconds)
  }
}

extension Instant: CustomStringConvertible {
  /// RFC 3339 in UTC, without trailing zeros in the fraction.
  @usableFromInline package var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the RFC 3339 form in UTC.
  package func append(to text: inout [UInt8]) {
    let day = day(in: .utc)
    let second = Int(seconds - Int64(day.rawValue) * 86_400)
    day.append(to: &text)
    text.append(0x54)
    text.append(digits: second / 3600, width: 2)
    text.append(0x3A)
    text.append(digits: second / 60 % 60, width: 2)
    text.append(0x3A)
    text.append(digits: second % 60, width: 2)
    var micros = rawValue % 1_000_000
    if micros < 0 { micros += 1_000_000 }
    if micros != 0 {
      text.append(0x2E)
      text.append(digits: Int(micros), width: 6)
      while text.last == 0x30 { text.removeLast() }
    }
    text.append(0x5A)
  }
}

extension Int64 {
  fileprivate func dividedFloor(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
