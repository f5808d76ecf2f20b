import EventLog
import SQLite
import TestKit
import Testing

@Suite("What was seen again without news is not forgotten")
struct SightingTests {
  @Test func `a state that late lists interrupt holds again from the first list after each`() throws
  {
    let log = try LogFolder()
    for time in [Int64(1), 3, 5] { try log.append([Seen("a", 1, at: time)]) }
    try log.append([Seen("a", 2, at: 2)])
    try log.append([Seen("a", 3, at: 4)])
    #expect(try log.lines() == ["a": ["@1 1", "@2 2", "@3 1", "@4 3", "@5 1"]])
  }

  @Test func `a late complete answer takes a document out until it was next seen`() throws {
    let log = try LogFolder()
    for time in [Int64(1), 3, 5] { try log.append([Seen("a", 1, at: time)]) }
    try log.append([], complete: "", fetched: 4)
    try log.append([], complete: "", fetched: 2)
    #expect(try log.lines() == ["a": ["@1 1", "@2 −", "@3 1", "@4 −", "@5 1"]])
  }

  @Test func `sightings of one append count as those of many`() throws {
    let log = try LogFolder()
    try log.append([Int64(1), 3, 5, 2, 4].map { Seen("a", $0 % 2 == 1 ? 1 : $0, at: $0) })
    #expect(try log.lines() == ["a": ["@1 1", "@2 2", "@3 1", "@4 4", "@5 1"]])
  }

  @Test func `sightings are kept once, in runs`() throws {
    let log = try LogFolder()
    let all = (0..<5_000).map { "item-\($0)" }
    try log.append(all.map { Seen($0, 7, at: 1) })
    for _ in 0..<3 { try log.append(all.map { Seen($0, 7, at: 2) }) }
    let kept = try log.reader().connection.text(
      "SELECT group_concat(clock || ' ' || part || ' ' || length(positions), '|') FROM sightings")
    // Positions 1 to 5,000: a byte for the first, two for how many more.
    #expect(kept == "2000000 1 3")
  }

  /// Lists that a source without a clock gave at different times, and what they say together.
  private struct History {
    struct List: Sendable {
      let time: Int64
      let isComplete: Bool
      let seen: [Seen]
    }

    var lists: [List] = []
    var lines: [String: [String]] = [:]

    init(_ random: inout SeededRandom) {
      let names = ["a", "b", "c", "d"]
      var states: [String: String] = [:]
      for step in 1...Int64.random(in: 3...9, using: &random) {
        let time = step * 2
        let isComplete = random.once(in: 2)
        let seen = names.filter { _ in !random.once(in: 3) }.map {
          Seen($0, Int64.random(in: 1...2, using: &random), at: time)
        }
        lists.append(List(time: time, isComplete: isComplete, seen: seen))
        for name in names {
          let state = seen.first { $0.id == name }.map { "\($0.state)" }
          guard let now = state ?? (isComplete && states[name] != nil ? "−" : nil) else { continue }
          if states[name] != now { lines[name, default: []].append("@\(time) \(now)") }
          states[name] = now
        }
      }
    }
  }

  @Test func `lists in any order tell the same story`() throws {
    for seed in 0..<UInt64(Nightly.count(50, nightly: 5_000)) {
      var random = SeededRandom(seed)
      let history = History(&random)
      for _ in 0..<3 {
        let log = try LogFolder()
        let order = history.lists.shuffled(using: &random)
        for list in order {
          try log.append(
            list.seen, complete: list.isComplete ? "" : nil,
            fetched: list.isComplete ? list.time : nil)
        }
        let story = "seed \(seed), order \(order.map(\.time)), \(history.lists)"
        try #require(try log.lines() == history.lines, "\(story)")
        for list in order.shuffled(using: &random) {
          try log.append(
            list.seen, complete: list.isComplete ? "" : nil,
            fetched: list.isComplete ? list.time : nil)
        }
        try #require(try log.lines() == history.lines, "again, \(story)")
        try #require(try log.indexFaults() == [], "\(story)")
      }
    }
  }
}
