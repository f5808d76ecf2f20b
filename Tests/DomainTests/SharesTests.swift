import Domain
import TestKit
import Testing

@Suite("Shares sum to the whole")
struct SharesTests {
  @Test func `the remainder goes to the largest fractions, the earlier first`() {
    let ones = Array(repeating: Decimal4.one, count: 3)
    #expect(shares(10, by: ones) == [4, 3, 3])
    #expect(shares(-10, by: ones) == [-4, -3, -3])
    #expect(shares(11, by: ones) == [4, 4, 3])
    #expect(shares(100, by: [Decimal4(rawValue: 1), Decimal4(rawValue: 2)]) == [33, 67])
  }

  @Test func `weights of nothing share equally`() {
    #expect(shares(7, by: [.zero, .zero]) == [4, 3])
    #expect(shares(7, by: []).isEmpty)
    #expect(shares(0, by: [.one, .zero]) == [0, 0])
  }

  @Test func `the largest amounts and weights are shared too`() {
    let most = Decimal4(rawValue: .max)
    let parts = Decimal4.shares(of: most, by: [most, most, most, most, most])
    #expect(parts.reduce(Int128(0)) { $0 + Int128($1.rawValue) } == Int128(Int64.max))
    let least = Decimal4.shares(of: Decimal4(rawValue: .min), by: [.one, .one])
    #expect(least.reduce(Int128(0)) { $0 + Int128($1.rawValue) } == Int128(Int64.min))
    #expect(Decimal4.shares(of: Decimal4(rawValue: .min), by: [.one]).map(\.rawValue) == [.min])
  }

  @Test func `random shares sum exactly and none is a whole unit off`() throws {
    var random = SeededRandom(4)
    for _ in 0..<Nightly.count(100_000, nightly: 1_000_000) {
      let whole = random.integer()
      let weights = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        Decimal4(rawValue: random.integer() >> 4)
      }
      let parts = shares(whole, by: weights)
      try #require(parts.reduce(Int128(0)) { $0 + Int128($1) } == Int128(whole))
      let total = weights.reduce(Int128(0)) { $0 + Int128($1.rawValue.magnitude) }
      if total == 0 { continue }
      for (part, weight) in zip(parts, weights) {
        // |part ÷ whole − weight ÷ total| < 1 ÷ whole, without a division.
        let size = Int128(part.magnitude)
        let fair = Int128(whole.magnitude).multipliedFullWidth(
          by: Int128(weight.rawValue.magnitude))
        let given = size.multipliedFullWidth(by: total)
        try #require(fair.high == 0 && given.high == 0)
        let (low, high) = (min(fair.low, given.low), max(fair.low, given.low))
        try #require(high - low < total.magnitude, "\(whole) by \(weights.map(\.rawValue))")
      }
    }
  }

  private func shares(_ whole: Int64, by weights: [Decimal4]) -> [Int64] {
    Decimal4.shares(of: Decimal4(rawValue: whole), by: weights).map(\.rawValue)
  }
}
