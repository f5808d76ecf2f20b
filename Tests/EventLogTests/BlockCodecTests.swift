import Domain
import EventLog
import SQLite
import TestKit
import Testing

@Suite("Digits apart: a block's body comes back whole, and no damage passes")
struct BlockCodecTests {
  /// Ids with runs of digits of every kind: short, long, odd, at the ends, one after another.
  private static func ids(_ random: inout SeededRandom) -> [String] {
    let letters = Array("0123456789abcdefg-АB")
    return (0..<300).map { index in
      let count = Int.random(in: 1...90, using: &random)
      let most = random.once(in: 3) ? letters.count : 16
      let body = (0..<count).map { _ in letters[Int.random(in: 0..<most, using: &random)] }
      return String(body) + "|\(index)"
    }
  }

  @Test(arguments: 0..<UInt64(20))
  func `bodies with runs of digits come back the same`(_ seed: UInt64) throws {
    var random = SeededRandom(seed)
    let log = try LogFolder()
    let ids = Self.ids(&random)
    try log.append(ids.map { Seen($0, 1, at: 1) })
    var read: [String] = []
    try log.reader().forEachEvent { read.append($0.naturalID.string) }
    #expect(read == ids)
  }

  @Test func `long hexadecimal ids take half their digits`() throws {
    var random = SeededRandom(9)
    let log = try LogFolder()
    let ids = (0..<1_000).map { _ in
      (0..<64).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
    }
    try log.append(ids.map { Seen($0, 1, at: 1) })
    let size = try log.reader().connection.integer("SELECT sum(length(body)) FROM blocks")
    #expect(try #require(size) < 1_000 * 42)
  }

  @Test func `every flipped bit of a body with digits apart is found`() throws {
    let log = try LogFolder()
    try log.append([Seen("0123456789abcdef0123456789abcdef", 1, at: 1), Seen("b", 2, at: 1)])
    let story = try log.story()
    let connection = try Connection(log.logPath, .write)
    try connection.execute("DROP TRIGGER blocks_forbid_update")
    let select = try connection.prepare("SELECT body FROM blocks")
    _ = try select.step()
    let body = select.bytes(0).array
    select.reset()
    let update = try connection.prepare("UPDATE blocks SET body = ?1")
    var harmless = 0
    func expectFound(_ changed: [UInt8], _ what: String) throws {
      update.bind(1, blob: changed)
      try update.run()
      do {
        try #require(try log.story() == story, "\(what)")
        harmless += 1
      } catch { #expect(error is EventLogError, "\(what): \(error)") }
    }
    for place in body.indices {
      for bit in 0..<8 {
        var changed = body
        changed[place] ^= 1 << UInt8(bit)
        try expectFound(changed, "byte \(place), bit \(bit)")
      }
    }
    // The length of a match after the last one of an LZ4 block means nothing.
    #expect(harmless == 4)
    harmless = 0
    for length in body.indices { try expectFound(Array(body[..<length]), "\(length) bytes") }
    for more in [[0], [0xFF], Array(repeating: UInt8(7), count: 40)] {
      try expectFound(body + more, "\(more.count) bytes more")
    }
    #expect(harmless == 0)
  }
}
