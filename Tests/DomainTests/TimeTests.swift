import Domain
import TestKit
import Testing

@Suite("Days and moments")
struct TimeTests {
  @Test func `every day of six centuries is its own date`() throws {
    var day = try #require(Day(year: 1700, month: 1, day: 1))
    for year in 1700..<2300 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for (month, length) in zip(
        1...12, [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
      {
        for date in 1...length {
          let civil = day.civil
          try #require(civil.year == year && civil.month == month && civil.day == date)
          try #require(Day(year: year, month: month, day: date) == day)
          let next = day.next
          try #require(next.previous == day && next > day)
          day = next
        }
        try #require(Day(year: year, month: month, day: length + 1) == nil)
      }
    }
  }

  @Test func `days are written and read in the ways of the sources`() {
    for raw in stride(from: Int32(-700_000), to: 2_900_000, by: 1_237) {
      let day = Day(rawValue: raw)
      let iso = day.description
      let parts = iso.split(separator: "-")
      #expect(Self.day(iso) == day)
      #expect(Self.day(iso + "T23:59:59Z") == day)
      #expect(Self.day("\(parts[2]).\(parts[1]).\(parts[0])") == day)
      #expect(Self.day("\(parts[2])-\(parts[1])-\(parts[0]) 10:00") == day)
    }
    #expect(Day(rawValue: 0).description == "1970-01-01")
    #expect(Day.empty.description == "0001-01-01")
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-32", "0000-01-01", "2026-1-1", "20260101",
    "2026/01/01", "2026-01-01x", "31.04.2026", "", "2026-01", "-026-01-01",
  ])
  func `a date that there is not is none`(_ text: String) { #expect(Self.day(text) == nil) }

  @Test(arguments: [
    ("2026-03-04T20:59:59Z", "2026-03-04"), ("2026-03-04T21:00:00Z", "2026-03-05"),
    ("2026-12-31T21:00:00Z", "2027-01-01"), ("2026-03-05T00:00:00+03:00", "2026-03-05"),
    ("1969-12-31T20:59:59.999999Z", "1969-12-31"), ("1969-12-31T21:00:00Z", "1970-01-01"),
  ])
  func `a day begins at Moscow's midnight`(_ moment: String, _ day: String) throws {
    #expect(try #require(Self.instant(moment)).moscowDay.description == day)
  }

  @Test func `a day's midnight is of that day in every zone`() throws {
    for name in Zone.knownNames + ["+05:30", "-03:00", "+14:00", "-11:00"] {
      let zone = try #require(Zone(name))
      for raw in stride(from: Int32(-200_000), to: 200_000, by: 777) {
        let midnight = Instant(midnightOf: Day(rawValue: raw), in: zone)
        #expect(midnight.day(in: zone).rawValue == raw)
        #expect(Instant(rawValue: midnight.rawValue - 1).day(in: zone).rawValue == raw - 1)
      }
    }
  }

  @Test(arguments: [
    ("2026-03-05T08:00:00Z", "2026-03-05T08:00:00Z"),
    ("2026-03-05T08:00:00.120Z", "2026-03-05T08:00:00.12Z"),
    ("2026-03-05T08:00:00.123456789Z", "2026-03-05T08:00:00.123456Z"),
    ("2026-03-05T08:00:00+03:00", "2026-03-05T05:00:00Z"),
    ("2026-03-05T08:00:00+0530", "2026-03-05T02:30:00Z"),
    ("2026-03-05T00:30:00-01:00", "2026-03-05T01:30:00Z"),
    ("2026-03-05T08:00", "2026-03-05T05:00:00Z"), ("2026-03-05 08:00:01", "2026-03-05T05:00:01Z"),
    ("2026-03-05", "2026-03-04T21:00:00Z"), ("2026-03-05T08:00:00z", "2026-03-05T08:00:00Z"),
  ])
  func `a moment is read with its offset, else in Moscow's`(_ text: String, _ written: String) {
    #expect(Self.instant(text)?.description == written)
  }

  @Test(arguments: [
    "2026-03-05T24:00:00Z", "2026-03-05T08:60:00Z", "2026-03-05T08:00:61Z", "2026-03-05T08",
    "2026-03-05T08:00:00.Z", "2026-03-05T08:00:00+3", "2026-03-05T08:00:00+15:00",
    "2026-03-05T08:00:00Zx", "2026-03-05T8:00:00Z", "2026-03-05T08:00:00.1234567890123Z",
    "05.03.2026T08", "2026-03-05T-8:00:00Z",
  ])
  func `a moment that there is not is none`(_ text: String) { #expect(Self.instant(text) == nil) }

  @Test func `random moments come back from what is written`() throws {
    var random = SeededRandom(5)
    let years = -62_135_596_800_000_000...253_402_300_799_999_999 as ClosedRange<Int64>
    for _ in 0..<50_000 {
      let moment = Instant(rawValue: Int64.random(in: years, using: &random))
      try #require(Self.instant(moment.description) == moment)
    }
  }

  @Test(arguments: [Int64.min, .min + 1, -1, 0, .max - 1, .max])
  func `every number of microseconds can be shown`(_ raw: Int64) {
    #expect(Instant(rawValue: raw).description.hasSuffix("Z"))
    #expect(!Instant(rawValue: raw).moscowDay.description.isEmpty)
  }

  @Test func `a zone that nobody knows is none`() {
    for name in ["Mars/Olympus", "", "+5", "05:00", "+15:00", "+05:60", "Europe/moscow"] {
      #expect(Zone(name) == nil)
    }
    #expect(Zone("Asia/Yekaterinburg")?.offset == 18_000)
  }

  private static func day(_ text: String) -> Day? { Array(text.utf8).borrowed { Day(any: $0) } }

  private static func instant(_ text: String) -> Instant? {
    Array(text.utf8).borrowed { Instant(iso: $0, in: .moscow) }
  }
}
