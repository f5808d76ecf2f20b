import Domain
import EventLog
import LZ4
import TestKit
import Testing

@Suite("Events are stored in blocks and read back, also by the letter of event_log.md")
struct BlockFormatTests {
  /// One event as it was handed over.
  private struct Written: Equatable {
    var tag: String
    var source: String
    var naturalID: [UInt8]
    var clock: Int64
    var hasSourceClock: Bool
    var payloadRange: Range<Int>
    var body: [UInt8]
  }

  private static let types: [any EventType.Type] = [
    WBSale.self, WBFinanceRow.self, OzonPosting.self, YMOrder.self, OneCBarcode.self, WBCard.self,
  ]

  private static func written(
    _ type: any EventType.Type, _ index: Int, _ random: inout SeededRandom
  ) -> (Written, Sighting) {
    let schema = EventTypes.schema(of: type)
    let source = SourceName(connection: random.once(in: 2) ? "one" : "два", kind: type.kind)
    let occurred = random.once(in: 3) ? nil : Instant(rawValue: RandomRows.moment(&random))
    let fetched = Instant(rawValue: RandomRows.moment(&random))
    let start = Int.random(in: 0...1 << 30, using: &random)
    let range = start..<start + Int.random(in: 0...1 << 20, using: &random)
    let record = RandomRows.record(schema.shape, &random)
    var body: [UInt8] = []
    record.encode(into: &body)
    let id = "id/\(index)-№\(index % 7)"
    let written = Written(
      tag: schema.tag, source: source.name, naturalID: Array(id.utf8),
      clock: (occurred ?? fetched).rawValue, hasSourceClock: occurred != nil, payloadRange: range,
      body: body)
    let sighting = Sighting(
      schema: schema, source: source, naturalID: .none, occurredAt: occurred, fetchedAt: fetched,
      payloadRange: range, record: record)
    return (written, sighting)
  }

  private static func fill(_ bench: LogFolder, _ count: Int, _ seed: UInt64) throws -> [Written] {
    var random = SeededRandom(seed)
    var all: [Written] = []
    _ = try bench.writer().append(at: Moment.of(1)) { appender in
      for index in 0..<count {
        guard let type = types.randomElement(using: &random) else { return }
        let (written, sighting) = Self.written(type, index, &random)
        try written.naturalID.borrowed { (id) throws in
          try appender.take(
            Sighting(
              schema: sighting.schema, source: sighting.source, naturalID: id,
              occurredAt: sighting.occurredAt, fetchedAt: sighting.fetchedAt,
              payloadRange: sighting.payloadRange, record: sighting.record))
        }
        all.append(written)
      }
    }
    return all
  }

  @Test func `random records of several event types come back the same`() throws {
    let bench = try LogFolder()
    let written = try Self.fill(bench, 3_000, 51)
    var read: [Written] = []
    try EventLog(reading: bench.logPath).forEachEvent { event in
      read.append(
        Written(
          tag: event.schema.tag, source: event.source.name, naturalID: event.naturalID.array,
          clock: event.clock.rawValue, hasSourceClock: event.hasSourceClock,
          payloadRange: event.payloadRange, body: event.body.array))
    }
    #expect(read.count == 3_000)
    for (old, new) in zip(written, read) { try #require(old == new) }
  }

  @Test func `a reader made from event_log.md alone reads the same`() throws {
    let bench = try LogFolder()
    let written = try Self.fill(bench, 1_500, 52)
    var read: [Written] = []
    try bench.reader().forEachBlock { header, bytes in
      var outsider = Outsider(bytes.array)
      read += outsider.events(header.eventCount).map {
        Written(
          tag: $0.tag, source: $0.source, naturalID: $0.naturalID, clock: $0.clock,
          hasSourceClock: $0.flags == 1, payloadRange: Int($0.offset)..<Int($0.offset + $0.length),
          body: $0.record)
      }
      #expect(outsider.isAtEnd)
    }
    #expect(read.count == 1_500)
    for (old, new) in zip(written, read) { try #require(old == new) }
  }

  @Test func `only the wanted kinds and positions are handed out`() throws {
    let bench = try LogFolder()
    let written = try Self.fill(bench, 2_500, 53)
    let wanted = written.enumerated().filter {
      (1_000..<1_900).contains($0.offset) && $0.element.tag.hasPrefix("wb.")
        && !$0.element.tag.hasPrefix("wb.finance")
    }
    var positions: [Int64] = []
    try bench.reader().forEachEvent(after: 1_000, through: 1_900, of: [WBSale.kind, WBCard.kind]) {
      positions.append($0.position)
    }
    #expect(positions == wanted.map { Int64($0.offset + 1) })
    var picked: [Int64] = []
    let some: [Int64] = [1, 2, 1_024, 1_025, 2_048, 2_500]
    try bench.reader().forEachEvent(at: some) { picked.append($0.position) }
    #expect(picked == some)
    let reader = try bench.reader()
    #expect(throws: EventLogError.absent(2_501)) {
      try reader.forEachEvent(at: [2_501]) { _ in }
    }
  }
}

/// Takes a block's body apart by the words of `schemas/event_log.md`, with none of Svod's code.
private struct Outsider {
  struct Event {
    var tag: String
    var source: String
    var naturalID: [UInt8]
    var version: UInt64
    var clock: Int64
    var flags: UInt8
    var offset: Int64
    var length: Int64
    var record: [UInt8]
  }

  private let bytes: [UInt8]
  private var index = 0
  init(_ bytes: [UInt8]) { self.bytes = bytes }
  var isAtEnd: Bool { index == bytes.count }

  private mutating func byte() -> UInt8 {
    defer { index += 1 }
    return bytes[index]
  }

  private mutating func varint() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
    }
  }

  private static func signed(_ value: UInt64) -> Int64 {
    Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  private mutating func text() -> [UInt8] {
    let count = Int(varint())
    defer { index += count }
    return Array(bytes[index..<index + count])
  }

  private mutating func names() -> [String] {
    (0..<varint()).map { _ in String(decoding: text(), as: UTF8.self) }
  }

  mutating func events(_ count: Int) -> [Event] {
    guard byte() == 1 else { return [] }
    let types = names()
    let sources = names()
    var clock: Int64 = 0
    var end: Int64 = 0
    return (0..<count).map { _ in
      let tag = types[Int(varint())]
      let source = sources[Int(varint())]
      let naturalID = text()
      let version = varint()
      let instant = varint()
      clock += Self.signed(instant >> 1) * (instant & 1 == 1 ? 1 : 1_000_000)
      let flags = byte()
      let offset = end + Self.signed(varint())
      let length = Int64(varint())
      end = offset + length
      return Event(
        tag: tag, source: source, naturalID: naturalID, version: version, clock: clock,
        flags: flags, offset: offset, length: length, record: text())
    }
  }
}

/// Records with random values in random fields.
enum RandomRows {
  static func record(_ shape: Shape, _ random: inout SeededRandom, depth: Int = 0) -> Record {
    var record = Record(shape)
    for member in shape.members where !random.once(in: 3) {
      switch member.type {
      case .integer, .decimal: record.setBits(random.integer(), at: member.slot)
      case .instant: record.setBits(moment(&random), at: member.slot)
      case .day: record.setBits(Int64.random(in: -9_999...99_999, using: &random), at: member.slot)
      case .flag: record.setBits(random.once(in: 2) ? 1 : 0, at: member.slot)
      case .text:
        record.setText(Array("текст 🧵 \(random.integer())".utf8), at: member.slot)
      case .list:
        guard let item = member.item, depth < 3 else { continue }
        let items = (0..<Int.random(in: 0...3, using: &random)).map { _ in
          self.record(item, &random, depth: depth + 1)
        }
        record.setList(items, at: member.slot)
      }
    }
    return record
  }

  /// A moment of the years 1 to 9999, in whole seconds or microseconds.
  static func moment(_ random: inout SeededRandom) -> Int64 {
    let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
    return seconds * 1_000_000
      + (random.once(in: 2) ? Int64.random(in: 0..<1_000_000, using: &random) : 0)
  }
}
