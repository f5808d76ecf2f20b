import Digest
import Domain

/// Gathers the events of one append into the body of one block.
struct BlockWriter {
  /// Events in a block: enough to compress well, few enough to read one quickly.
  static let eventsMax = 1_024

  /// A body is closed when it has grown to this.
  static let rawSizeGoal = 1 << 20

  /// The largest record of one event.
  static let recordMax = 8 << 20

  private var tags: [String: Int] = [:]
  private var sources: [String: Int] = [:]
  private var tagList: [String] = []
  private var sourceList: [String] = []
  private var events: [UInt8] = []
  private var clock: Int64 = 0
  private var payloadEnd: Int64 = 0
  private(set) var count = 0

  var isFull: Bool { count >= Self.eventsMax || events.count >= Self.rawSizeGoal }

  mutating func add(
    _ schema: EventSchema, _ source: SourceName, _ naturalID: Bytes, version: Int64,
    clock: Instant, hasSourceClock: Bool, payloadRange: Range<Int>, body: Bytes
  ) {
    Varint.append(UInt64(Self.index(schema.tag, &tags, &tagList)), to: &events)
    Varint.append(UInt64(Self.index(source.name, &sources, &sourceList)), to: &events)
    Varint.append(UInt64(naturalID.count), to: &events)
    events.append(naturalID)
    Varint.append(UInt64(version), to: &events)
    StoredInstant.append(clock.rawValue &- self.clock, to: &events)
    self.clock = clock.rawValue
    events.append(hasSourceClock ? 1 : 0)
    Varint.appendSigned(Int64(payloadRange.lowerBound) - payloadEnd, to: &events)
    Varint.append(UInt64(payloadRange.count), to: &events)
    payloadEnd = Int64(payloadRange.upperBound)
    Varint.append(UInt64(body.count), to: &events)
    events.append(body)
    count += 1
  }

  private static func index(
    _ name: String, _ known: inout [String: Int], _ list: inout [String]
  ) -> Int {
    if let index = known[name] { return index }
    known[name] = list.count
    list.append(name)
    return list.count - 1
  }

  /// Tags of the types inside, in order of first use.
  var types: String { tagList.joined(separator: " ") }

  /// The body: both dictionaries, then the events.
  ///
  /// Empties the writer.
  mutating func finish() -> [UInt8] {
    var body: [UInt8] = [1]
    for list in [tagList, sourceList] {
      Varint.append(UInt64(list.count), to: &body)
      for name in list {
        Varint.append(UInt64(name.utf8.count), to: &body)
        body += Array(name.utf8)
      }
    }
    body += events
    self = BlockWriter()
    return body
  }
}

extension BlockHeader {
  /// The link of the chain: SHA-256 over the hash before, the header's lines and the raw body.
  func hash(after previous: [UInt8], _ body: Bytes) -> [UInt8] {
    let digest = SHA256()
    digest.update(previous)
    digest.update(Array(text.utf8))
    digest.update(body)
    return digest.finalize()
  }
}
