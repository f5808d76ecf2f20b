import Domain
import EventLog
import Platform
import SQLite
import TestKit
import Testing

@Suite("The index of streams says what the blocks say")
struct StreamIndexTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func `documents in any order are found with all their versions`(_ seed: UInt64) throws {
    var random = SeededRandom(seed)
    let log = try LogFolder()
    var positions: [String: [Int64]] = [:]
    var next: Int64 = 0
    for round in 1...6 {
      let count = Int.random(in: 1...4_000, using: &random)
      var ids = (0..<count).map { _ in Self.naturalID(&random) }
      if random.once(in: 2) { ids.sort() }
      try log.append(
        ids.enumerated().map { index, id in Seen(id, Int64(round * 10_000 + index), at: 1) })
      for id in ids {
        next += 1
        positions[id, default: []].append(next)
      }
    }
    let reader = try log.reader()
    #expect(try log.indexFaults() == [])
    for (id, expected) in positions {
      try #require(try reader.positions(ofStream: "ut/1c.dealer-prices/\(id)") == expected)
    }
    for _ in 0..<500 {
      let id = "x" + Self.naturalID(&random)
      try #require(try reader.positions(ofStream: "ut/1c.dealer-prices/\(id)") == [])
    }
  }

  /// Numbers of several lengths with what precedes them, and some ids as long as they may be.
  private static func naturalID(_ random: inout SeededRandom) -> String {
    let number = Int.random(in: 0...30_000, using: &random)
    switch number % 50 {
    case 0: return "№ \(number)"
    case 1: return String(repeating: "long", count: 249) + "\(number % 10)"
    default: return "\(number % 7)/\(number)"
    }
  }

  @Test func `rising ids fill the pages`() throws {
    let log = try LogFolder()
    try log.append((0..<20_000).map { Seen("410000000/\(4_100_000_000 + $0 * 5)", 1, at: 1) })
    let size = try log.reader().connection.integer("SELECT sum(length(body)) FROM stream_pages")
    let pages = try log.reader().connection.integer("SELECT count(*) FROM stream_pages")
    // Eight bytes of each version are its state.
    #expect(try #require(size) < 20_000 * 17)
    #expect(try #require(pages) * 1_800 < (try #require(size)))
  }

  @Test func `a document of very many versions is kept`() throws {
    let log = try LogFolder()
    for part in 0..<3 {
      try log.append(
        (0..<1_000).map { Seen("a", Int64(part * 1_000 + $0), at: Int64(part * 1_000 + $0)) })
    }
    #expect(try log.reader().positions(ofStream: "ut/1c.dealer-prices/a") == Array(1...3_000))
  }
}
