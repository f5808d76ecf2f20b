import Domain
import EventLog
import TestKit
import Testing

@Suite("Every state is kept once, and none is lost")
struct ExactlyOnceTests {
  @Test func `the same state again appends nothing`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 100, at: 5)])
    let again = try log.append([Seen("a", 100, at: 5), Seen("a", 100, at: 9)])
    #expect(again.events == 0)
    #expect(again.unchanged == 2)
    #expect(try log.story() == ["a v1 @5 100"])
  }

  @Test func `a price that goes and comes back has three versions`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 100, at: 5)])
    try log.append([Seen("a", 90, at: 6)])
    try log.append([Seen("a", 100, at: 7)])
    #expect(try log.story() == ["a v1 @5 100", "a v2 @6 90", "a v3 @7 100"])
    #expect(try log.latest() == ["a": "100"])
  }

  @Test func `a late page is kept and changes nothing that is newer`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 90, at: 6)])
    let late = try log.append([Seen("a", 100, at: 5)])
    #expect(late.revised == 1)
    #expect(try log.latest() == ["a": "90"])
    #expect(try log.story() == ["a v1 @6 90", "a v2 @5 100"])
  }

  @Test func `a state that was seen again is restated after a late page`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 100, at: 5)])
    try log.append([Seen("a", 100, at: 9)])
    let late = try log.append([Seen("a", 90, at: 7)])
    #expect(late.restated == 1)
    #expect(try log.story() == ["a v1 @5 100", "a v2 @7 90", "a v3 @9 100"])
    #expect(try log.latest() == ["a": "100"])
  }

  @Test func `a complete answer withdraws what it does not have`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 1, at: 5), Seen("b", 2, at: 5)])
    let complete = try log.append([Seen("a", 1, at: 8)], complete: "", fetched: 8)
    #expect(complete.withdrawn == 1)
    #expect(try log.latest() == ["a": "1"])
    #expect(try log.append([Seen("a", 1, at: 8)], complete: "", fetched: 8).events == 0)
  }

  @Test func `a scope withdraws only what begins with it`() throws {
    let log = try LogFolder()
    try log.append([Seen("x/1", 1, at: 5), Seen("x/2", 2, at: 5), Seen("y/1", 3, at: 5)])
    try log.append([Seen("x/1", 1, at: 8)], complete: "x/", fetched: 8)
    #expect(try log.latest() == ["x/1": "1", "y/1": "3"])
  }

  @Test func `what is seen again after its withdrawal is back`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 1, at: 5)])
    try log.append([], complete: "", fetched: 8)
    #expect(try log.latest().isEmpty)
    try log.append([Seen("a", 1, at: 9)])
    #expect(try log.story() == ["a v1 @5 1", "a v2 @8 −", "a v3 @9 1"])
    #expect(try log.latest() == ["a": "1"])
  }

  @Test func `what has a clock of its own and is seen again after its withdrawal is back`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 1, at: 5, occurred: 2)])
    try log.append([], complete: "", fetched: 8)
    try log.append([Seen("a", 1, at: 9, occurred: 2)])
    #expect(try log.latest() == ["a": "1"])
  }

  @Test func `a complete answer that comes before an older page withdraws its rows`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 1, at: 8)], complete: "", fetched: 8)
    let late = try log.append([Seen("b", 2, at: 5)])
    #expect(late.new == 1 && late.withdrawn == 1)
    #expect(try log.latest() == ["a": "1"])
  }

  @Test func `an old complete answer does not withdraw what was seen since`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 1, at: 9)])
    try log.append([Seen("b", 2, at: 6)], complete: "", fetched: 6)
    #expect(try log.latest() == ["a": "1", "b": "2"])
    try log.append([Seen("a", 1, at: 3)])
    #expect(try log.latest() == ["a": "1", "b": "2"])
  }

  @Test func `a claim that is repeated is kept once`() throws {
    let log = try LogFolder()
    for _ in 0..<3 { try log.append([Seen("a", 1, at: 6)], complete: "", fetched: 6) }
    var claims = 0
    try log.reader().forEachEvent { event in claims += event.schema.isCompletion ? 1 : 0 }
    #expect(claims == 1)
  }

  @Test func `a document without a name, or with one too long, is refused`() throws {
    let log = try LogFolder()
    for id in ["", String(repeating: "a", count: Appender.naturalIDMax + 1)] {
      #expect(throws: EventLogError.self) {
        try log.append([Seen("ok", 1, at: 1), Seen(id, 1, at: 1)])
      }
    }
    #expect(try log.story() == [])
    #expect(
      try log.append([Seen(String(repeating: "a", count: Appender.naturalIDMax), 1, at: 1)]).new
        == 1)
  }
}

@Suite("What the log knows does not depend on the order it learned it in")
struct OrderIndependenceTests {
  /// What a source answered at one time: all its documents, or some of them.
  private struct Fetch {
    let at: Int64
    let isComplete: Bool
    let seen: [Seen]
  }

  @Test(arguments: [false, true])
  func `random orders of fetches end in the same states`(_ hasClock: Bool) throws {
    for seed in 0..<UInt64(Nightly.count(40, nightly: 2_000)) {
      var random = SeededRandom(seed)
      let (fetches, truth) = Self.history(hasClock, &random)
      for _ in 0..<4 {
        let log = try LogFolder()
        let order = fetches.shuffled(using: &random)
        for fetch in order {
          try log.append(
            fetch.seen, complete: fetch.isComplete ? "" : nil,
            fetched: fetch.isComplete ? fetch.at : nil)
        }
        let story = "seed \(seed), order \(order.map(\.at)), \(fetches)"
        try #require(try log.latest() == truth, "\(story)")
        // Everything again, in other orders, changes no state, and soon tells nothing new.
        var position: Int64 = 0
        for _ in 0..<3 {
          position = try log.reader().head().position
          for fetch in order.shuffled(using: &random) {
            try log.append(
              fetch.seen, complete: fetch.isComplete ? "" : nil,
              fetched: fetch.isComplete ? fetch.at : nil)
          }
          try #require(try log.latest() == truth, "again, \(story)")
        }
        try #require(try log.reader().head().position == position, "again, \(story)")
      }
    }
  }

  /// A source whose documents come, change, go and come back; what it answered; and what is so at the
  /// end as far as anybody can know.
  private static func history(
    _ hasClock: Bool, _ random: inout SeededRandom
  ) -> (fetches: [Fetch], truth: [String: String]) {
    let names = ["a", "b", "c"]
    var now: [String: (state: Int64, changed: Int64)] = [:]
    var truth: [String: String] = [:]
    var fetches: [Fetch] = []
    var time: Int64 = 10
    for _ in 0..<Int.random(in: 3...7, using: &random) {
      for name in names where random.once(in: 2) {
        time += 1
        if random.once(in: 4) {
          now[name] = nil
        } else {
          now[name] = (Int64.random(in: 1...3, using: &random), time)
        }
      }
      time += 1
      let isComplete = random.once(in: 2)
      let shown = isComplete ? names : names.filter { _ in random.once(in: 2) }
      let seen = shown.compactMap { name in
        now[name].map { Seen(name, $0.state, at: time, occurred: hasClock ? $0.changed : nil) }
      }
      fetches.append(Fetch(at: time, isComplete: isComplete, seen: seen))
      for one in seen { truth[one.id] = "\(one.state)" }
      if isComplete {
        for name in names where !seen.contains(where: { $0.id == name }) { truth[name] = nil }
      }
    }
    return (fetches, truth)
  }
}
