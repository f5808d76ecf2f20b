import Domain
import EventLog
import Platform
import SQLite
import TestKit
import Testing

@Suite("Positions, clocks and checkpoints")
struct PositionTests {
  @Test func `positions have no gaps, whatever the appends`() throws {
    let log = try LogFolder()
    var random = SeededRandom(20)
    var total = 0
    for round in 0..<20 {
      let count = random.once(in: 5) ? 0 : Int.random(in: 1...300, using: &random)
      total += try log.append(
        at: Int64(round), (0..<count).map { Seen("\(round)-\($0)", 1, at: Int64(round)) }
      ).events
    }
    var positions: [Int64] = []
    try log.reader().forEachEvent { positions.append($0.position) }
    #expect(positions == Array(1...Int64(total)))
    #expect(try log.reader().head().position == Int64(total))
  }

  @Test func `an append of thousands is cut into blocks`() throws {
    let log = try LogFolder()
    try log.append((0..<3_000).map { Seen("\($0)", 1, at: 1) })
    var counts: [Int] = []
    try log.reader().forEachHeader { counts.append($0.eventCount) }
    #expect(counts.reduce(0, +) == 3_000)
    #expect(counts.dropLast().allSatisfy { (256...1_024).contains($0) })
  }

  @Test func `events can be asked for by position and by stream`() throws {
    let log = try LogFolder()
    try log.append((0..<2_500).map { Seen("d\($0)", Int64($0), at: 1) })
    try log.append([Seen("d7", 99, at: 2)])
    let reader = try log.reader()
    var found: [String] = []
    try reader.forEachEvent(at: [1, 1_024, 1_025, 2_500, 2_501]) {
      found.append($0.naturalID.string)
    }
    #expect(found == ["d0", "d1023", "d1024", "d2499", "d7"])
    #expect(try reader.positions(ofStream: "ut/1c.dealer-prices/d7") == [8, 2_501])
    #expect(try reader.positions(ofStream: "ut/1c.dealer-prices/none") == [])
    for absent in [[Int64(2_502)], [0], [1, 9_999]] {
      #expect(throws: EventLogError.self) { try reader.forEachEvent(at: absent) { _ in } }
    }
    var middle: [Int64] = []
    try reader.forEachEvent(after: 1_000, through: 1_030) { middle.append($0.position) }
    #expect(middle == Array(1_001...1_030))
  }

  @Test func `every append has a later time than the last, though the clock goes back`() throws {
    let log = try LogFolder()
    for (round, now) in [100, 50, 120, 1, 119].enumerated() {
      try log.append(at: Int64(now), [Seen("\(round)", 1, at: 1)])
    }
    var times: [Int64] = []
    try log.reader().forEachHeader { times.append($0.recordedAt.rawValue) }
    #expect(times == [100_000_000, 100_000_001, 120_000_000, 120_000_001, 120_000_002])
  }

  @Test func `a line of checkpoints that a crash prevented is caught up with`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 1, at: 1)])
    try log.append([Seen("b", 1, at: 1)])
    let whole = try Files.read(log.checkpoints.path, sizeMax: 1 << 20)
    let lines = whole.split(separator: 0x0A, omittingEmptySubsequences: false)
    for kept in [Array(lines[0]) + [0x0A], Array(lines[0]) + [0x0A] + Array(lines[1].prefix(20))] {
      try Files.replace(log.checkpoints.path, with: kept)
      _ = try log.writer()
      let found = try log.checkpoints.lines()
      #expect(found.map(\.position) == [1, 2])
      #expect(
        found.last?.hash == String(decoding: lines[1].split(separator: 0x20)[1], as: UTF8.self))
    }
  }

  @Test func `an append that fails leaves no trace`() throws {
    struct Trouble: Error {}
    let log = try LogFolder()
    try log.append([Seen("a", 1, at: 1)])
    let before = try log.reader().head()
    let writer = try log.writer()
    #expect(throws: Trouble.self) {
      try writer.append(at: Moment.of(2)) { appender in
        for index in 0..<2_000 { try appender.take(Seen("x\(index)", 1, at: 2)) }
        throw Trouble()
      }
    }
    #expect(try log.reader().head() == before)
    #expect(try log.append([Seen("x1", 1, at: 2)]).firstPosition == 2)
    #expect(try log.checkpoints.lines().map(\.position) == [1, 2])
  }

  @Test func `a preview sees the events and leaves none`() throws {
    let log = try LogFolder()
    var seen: Int64 = 0
    let outcome = try log.writer().append(
      at: Moment.of(1), preview: { log, _ in seen = try log.head().position }
    ) { try $0.take(Seen("a", 1, at: 1)) }
    #expect(seen == 1 && outcome.new == 1)
    #expect(try log.reader().head() == .empty)
    #expect(try log.checkpoints.lines().isEmpty)
  }

  @Test func `the schemas of the events are in the log itself`() throws {
    let log = try LogFolder()
    try log.append([Seen("a", 1, at: 1)])
    let connection = try Connection(log.logPath, .read)
    let fields = try connection.text(
      "SELECT fields FROM event_schemas WHERE tag = '1c.dealer-prices.price@1'")
    let numbers = try ExactJSON(fields ?? "").elements.compactMap { $0["number"]?.number?.units(0) }
    #expect(numbers == [1, 2, 3])
  }
}
