import Hostile
import TestKit
import Testing

@Suite("Money is exact")
struct MoneyTests {
  @Test func `every decimal comes back from its digits, and shares sum to the whole`() {
    var random = SeededRandom(12)
    let trial = HostileTrial.money(Nightly.count(20_000, nightly: 1_000_000), &random)
    #expect(trial.failures == [])
    #expect(trial.missed == 0 && trial.tried >= 20_000)
  }

  @Test func `through floating point, kopecks would be seen to get lost`() {
    var random = SeededRandom(12)
    var lost = 0
    for _ in 0..<1_000 {
      let raw = random.integer()
      if Int64(exactly: (Double(raw) / 10_000 * 10_000).rounded()) != raw { lost += 1 }
    }
    #expect(lost > 50)
  }
}
