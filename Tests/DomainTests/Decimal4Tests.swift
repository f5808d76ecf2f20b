import Domain
import TestKit
import Testing

@Suite("Decimals are exact")
struct Decimal4Tests {
  @Test(arguments: [
    ("19.99", 199_900), ("0.1", 1_000), ("-12.5", -125_000), ("1e3", 10_000_000),
    ("1E+3", 10_000_000), ("12.3e-1", 12_300), ("5e-4", 5), ("0", 0), ("-0", 0), ("0.0000", 0),
    ("007.50", 75_000), ("1.00000000000000000000", 10_000), ("922337203685477.5807", Int64.max),
    ("-922337203685477.5807", -Int64.max), ("0e9999", 0),
  ])
  func `digits are read to the last ten-thousandth`(_ digits: String, _ raw: Int64) {
    #expect(Decimal4.parse(digits) == .exact(Decimal4(rawValue: raw)))
  }

  @Test(arguments: [
    ("-0.00005", 0), ("0.00005", 0), ("0.00015", 2), ("0.00025", 2), ("0.00035", 4),
    ("-0.00015", -2), ("0.000150001", 2), ("0.00005000001", 1), ("19.99995", 199_999 + 1),
    ("1e-5", 0), ("9e-5", 1), ("1e-400", 0), ("0.99999", 10_000),
  ])
  func `more than four decimals are rounded half-even and said to be`(
    _ digits: String, _ raw: Int64
  ) {
    #expect(Decimal4.parse(digits) == .rounded(Decimal4(rawValue: raw)))
  }

  @Test(arguments: [
    "922337203685477.5808", "-922337203685477.5808", "1e15", "9007199254740993",
    "99999999999999999999999", "1e9999", "922337203685477.58075",
  ])
  func `a number that does not fit is refused by name`(_ digits: String) {
    #expect(Decimal4.parse(digits) == .overflow)
  }

  @Test(arguments: [
    "", "-", "+1", ".5", "1.", "1.2.3", "1,5", "1e", "1e+", "e5", "0x10", "NaN", "Infinity", "1 ",
    " 1", "--1", "1e12345", "12a", "1e1.5", "\u{0}", "١٢",
  ])
  func `what is not a number is refused by name`(_ digits: String) {
    #expect(Decimal4.parse(digits) == .malformed)
  }

  @Test func `a tenth and two tenths are three tenths`() throws {
    let tenth = try #require(Decimal4("0.1"))
    let fifth = try #require(Decimal4("0.2"))
    #expect(try tenth + fifth == #require(Decimal4("0.3")))
    #expect(try (tenth + fifth).description == "0.3")
  }

  @Test func `an id beyond the integers of floating point stays itself`() {
    let id = Array("9007199254740993".utf8).borrowed { $0.integer }
    #expect(id == 9_007_199_254_740_993)
    #expect(Array("9223372036854775807".utf8).borrowed { $0.integer } == .max)
    #expect(Array("-9223372036854775808".utf8).borrowed { $0.integer } == .min)
    #expect(Array("9223372036854775808".utf8).borrowed { $0.integer } == nil)
  }

  @Test(arguments: [" ", "\u{00A0}", "\u{202F}", "\u{2009}"])
  func `people write thousands with spaces of any kind and a comma`(_ space: String) {
    let text = Array("1\(space)234\(space)567,56".utf8)
    #expect(
      text.borrowed { Decimal4.parseWritten($0) }
        == .exact(Decimal4(rawValue: 12_345_675_600)))
  }

  @Test(arguments: ["1,234.56", "1,2,3", "1_234", "1'234", "12 руб", ","])
  func `what people write otherwise is refused by name`(_ text: String) {
    #expect(Array(text.utf8).borrowed { Decimal4.parseWritten($0) } == .malformed)
  }

  @Test(arguments: [("344500", -2, 34_450_000), ("0.39", 2, 390_000), ("5", -4, 5), ("1", -4, 1)])
  func `kopecks and ratios move the point`(_ digits: String, _ places: Int, _ raw: Int64) {
    let parsed = Array(digits.utf8).borrowed { Decimal4.parse($0, shifted: places) }
    #expect(parsed == .exact(Decimal4(rawValue: raw)))
  }

  @Test func `random values come back from their own digits`() throws {
    var random = SeededRandom(1)
    for _ in 0..<Nightly.count(100_000, nightly: 1_000_000) {
      let value = Decimal4(rawValue: random.integer())
      if value.rawValue == .min { continue }
      try #require(Decimal4.parse(value.description) == .exact(value), "\(value.rawValue)")
    }
  }

  @Test func `random digits are what exact arithmetic makes of them`() throws {
    var random = SeededRandom(2)
    for _ in 0..<Nightly.count(50_000, nightly: 1_000_000) {
      let digits = Self.digits(&random)
      let units = try #require(ExactNumber(digits)?.units(4))
      let parsed = Decimal4.parse(digits)
      if abs(units) > Int128(Int64.max) {
        try #require(parsed == .overflow, "\(digits)")
      } else {
        try #require(parsed.value?.rawValue == Int64(units), "\(digits)")
      }
    }
  }

  private static func digits(_ random: inout SeededRandom) -> String {
    var text = random.once(in: 3) ? "-" : ""
    for _ in 0..<Int.random(in: 1...16, using: &random) {
      text += String(Int.random(in: 0...9, using: &random))
    }
    if random.once(in: 2) {
      text += "."
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        text += String(Int.random(in: 0...9, using: &random))
      }
    }
    if random.once(in: 4) { text += "e\(Int.random(in: -10...6, using: &random))" }
    return text
  }
}

@Suite("Decimal arithmetic is exact or says that it cannot be")
struct Decimal4ArithmeticTests {
  @Test func `sums and differences that do not fit throw`() {
    let most = Decimal4(rawValue: .max)
    let least = Decimal4(rawValue: .min)
    #expect(throws: Decimal4.Overflow.self) { try most + .one }
    #expect(throws: Decimal4.Overflow.self) { try least - .one }
    #expect(throws: Decimal4.Overflow.self) { try -least }
    #expect(throws: Decimal4.Overflow.self) { try most * .hundred }
    #expect(throws: Decimal4.Overflow.self) { try most / Decimal4(rawValue: 1) }
    #expect(throws: Decimal4.Overflow.self) { try Decimal4(Int64.max) }
  }

  @Test func `products and quotients are those of 128 bits, rounded half-even`() throws {
    var random = SeededRandom(3)
    for _ in 0..<50_000 {
      let a = Decimal4(rawValue: random.integer())
      let b = Decimal4(rawValue: random.integer())
      let product = Self.divided(Int128(a.rawValue) * Int128(b.rawValue), by: 10_000)
      try Self.expect(product) { () throws(Decimal4.Overflow) in try a * b }
      if b.isZero { continue }
      let quotient = Self.divided(Int128(a.rawValue) * 10_000, by: Int128(b.rawValue))
      try Self.expect(quotient) { () throws(Decimal4.Overflow) in try a / b }
    }
  }

  @Test(arguments: [
    ("2.5", 0, "2"), ("3.5", 0, "4"), ("-2.5", 0, "-2"), ("1.005", 2, "1"), ("1.015", 2, "1.02"),
    ("1.2345", 4, "1.2345"), ("1.25", 1, "1.2"),
  ])
  func `rounding goes to the even neighbour`(_ text: String, _ places: Int, _ rounded: String)
    throws
  {
    let value = try #require(Decimal4(text))
    #expect(try value.rounded(to: places).description == rounded)
  }

  @Test(arguments: [
    ("1", "3", "33.33"), ("1", "8", "12.5"), ("-1", "3", "-33.33"), ("0.1", "80", "0.12"),
    ("0.3", "80", "0.38"),
  ])
  func `a percentage has two decimals, half-even`(
    _ part: String, _ whole: String, _ percent: String
  )
    throws
  {
    let found = try Decimal4.percent(of: #require(Decimal4(part)), in: #require(Decimal4(whole)))
    #expect(found?.description == percent)
  }

  @Test func `there is no percentage of nothing`() throws {
    #expect(try Decimal4.percent(of: .one, in: .zero) == nil)
  }

  private static func expect(
    _ exact: Int128, _ compute: () throws(Decimal4.Overflow) -> Decimal4
  ) throws {
    var found: Decimal4?
    do throws(Decimal4.Overflow) { found = try compute() } catch { found = nil }
    let fits = exact.magnitude <= Int64.max.magnitude
    try #require(found?.rawValue == (fits ? Int64(exact) : nil))
  }

  private static func divided(_ number: Int128, by divisor: Int128) -> Int128 {
    let (quotient, rest) = number.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
    let half = divisor.magnitude - rest
    let size = rest > half || (rest == half && quotient % 2 == 1) ? quotient + 1 : quotient
    return (number < 0) != (divisor < 0) ? -Int128(size) : Int128(size)
  }
}

extension Decimal4 {
  fileprivate static func parse(_ text: String) -> Parsed {
    Array(text.utf8).borrowed { parse($0) }
  }
}
