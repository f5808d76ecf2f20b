import Domain
import EventLog
import Platform
import Synchronization
import TestKit
import Testing

@Suite("A payload is read and appended at once, in the order of its rows")
struct AppendLineTests {
  private static func fill(_ log: LogFolder, isParallel: Bool, ids: [String]) throws {
    let schema = Seen.schema
    _ = try log.writer().append(at: Moment.of(1)) { appender in
      try appender.begin(Appender.Origin(importID: 1, payload: Array(repeating: 7, count: 32)))
      let line = AppendLine(
        appender, Seen.source, fetchedAt: Moment.of(1), isParallel: isParallel)
      defer { line.stop() }
      for (index, id) in ids.enumerated() {
        var record = Record(schema.shape)
        record[OneCDealerPrice().price] = Decimal4(rawValue: Int64(index % 90) * 10_000)
        try Array(id.utf8).borrowed { (bytes) throws in
          try line.take(
            schema, bytes, occurredAt: nil, payloadRange: index * 10..<index * 10 + 9, record)
        }
      }
      try line.finish()
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `the log is the same as when they take turns`(_ seed: UInt64) throws {
    var random = SeededRandom(seed)
    let ids = (0..<6_000).map { _ in "id \(Int.random(in: 0...4_000, using: &random))" }
    let (together, inTurn) = (try LogFolder(), try LogFolder())
    try Self.fill(together, isParallel: true, ids: ids)
    try Self.fill(inTurn, isParallel: false, ids: ids)
    let head = try together.reader().head()
    #expect(head == (try inTurn.reader().head()) && head.position > 4_000)
    #expect(try together.story() == inTurn.story())
    #expect(try together.indexFaults() == [])
  }

  @Test(arguments: [false, true])
  func `a document that the log refuses ends the append and leaves nothing`(
    _ isParallel: Bool
  ) throws {
    let log = try LogFolder()
    let long = String(repeating: "x", count: Appender.naturalIDMax + 1)
    for place in [0, 700, 1_999] {
      var ids = (0..<2_000).map { "id \($0)" }
      ids[place] = long
      #expect(throws: EventLogError.self) {
        try Self.fill(log, isParallel: isParallel, ids: ids)
      }
      #expect(try log.story() == [])
    }
    try Self.fill(log, isParallel: isParallel, ids: ["a"])
    #expect(try log.story() == ["a v1 @1 0"])
  }
}

@Suite("A relay does what it is handed in order, and stops at the first error")
struct RelayTests {
  private struct Stop: Error {}

  private final class Done: Sendable {
    private let pieces = Mutex<[Int]>([])
    var all: [Int] { pieces.withLock { $0 } }
    func add(_ piece: Int) { pieces.withLock { $0.append(piece) } }
  }

  @Test func `pieces are done in order, few waiting`() throws {
    let relay = Relay(waiting: 2)
    let done = Done()
    for piece in 0..<200 {
      try relay.hand { done.add(piece) }
      #expect(piece - done.all.count <= 2)
    }
    try relay.finish()
    #expect(done.all == Array(0..<200))
  }

  @Test func `what follows an error is dropped, and the error is thrown`() throws {
    let relay = Relay()
    let done = Done()
    #expect(throws: Stop.self) {
      for piece in 0..<100 {
        try relay.hand {
          if piece == 5 { throw Stop() }
          done.add(piece)
        }
      }
      try relay.finish()
    }
    relay.wait()
    #expect(done.all == [0, 1, 2, 3, 4])
    #expect(throws: Stop.self) { try relay.finish() }
  }

  @Test func `a relay without work ends`() throws {
    try Relay().finish()
    Relay().wait()
  }
}
