import Domain
import Testing

@Suite("What is lent belongs to its owner")
struct LentTests {
  private final class Counter {
    private(set) var count = 0

    func add(_ number: Int) throws(Overdrawn) -> Int {
      guard count + number >= 0 else { throw Overdrawn(missing: -count - number) }
      count += number
      return count
    }
  }

  private struct Overdrawn: Error, Equatable {
    let missing: Int
  }

  @Test
  func `a loan reaches the owner's object and gives what it gives`() throws {
    let counter = Counter()
    let lent = Lent(counter)
    #expect(try lent.use { counter in try counter.add(2) } == 2)
    #expect(try lent.use { counter in try counter.add(3) } == 5)
    withExtendedLifetime(counter) { #expect(counter.count == 5) }
  }

  @Test
  func `what fails inside fails outside, as what it is`() {
    let counter = Counter()
    func overdraw() throws(Overdrawn) -> Int {
      try Lent(counter).use { (counter) throws(Overdrawn) in try counter.add(-7) }
    }
    #expect(throws: Overdrawn(missing: 7)) { try overdraw() }
    #expect(counter.count == 0)
  }

  @Test
  func `a loan keeps nothing alive`() {
    var owner: Counter? = Counter()
    weak let seen = owner
    let lent = owner.map { Lent($0) }
    let count = withExtendedLifetime(owner) { lent?.use { $0.count } }
    #expect(count == 0)
    owner = nil
    #expect(seen == nil)
  }
}
