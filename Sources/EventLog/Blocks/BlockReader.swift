package import Domain

/// Takes blocks apart, one after another, with decoders that are used again.
package final class BlockReader {
  private var raw: [UInt8] = []
  private var known: [String: StoredType] = [:]
  private var sources: [String: SourceName] = [:]

  /// A type of events and what takes their records apart.
  final class StoredType {
    let schema: EventSchema
    let index: Int
    let decoder: RecordDecoder

    init(_ schema: EventSchema) {
      self.schema = schema
      index = schema.index
      decoder = RecordDecoder(schema.layout)
    }
  }

  package init() {}

  /// Calls `body` with every event of a block whose raw bytes are `bytes`.
  ///
  /// `first` and `last` bound the positions that are wanted, `wanted` the types (by
  /// `EventSchema.index`).
  package func forEachEvent(
    _ header: BlockHeader, _ bytes: Bytes, from first: Int64 = 1, through last: Int64 = .max,
    wanted: [Bool]? = nil, _ body: (EventView) throws -> Void
  ) throws {
    var reader = ByteReader(bytes)
    do throws(CodecError) {
      guard try reader.byte() == 1 else {
        throw CodecError(offset: 0, reason: .unknownField)
      }
    } catch { throw EventLogError.damaged(position: header.firstPosition, detail: "\(error)") }
    let types = try dictionary(&reader, bytes, header).map { try entry($0, header) }
    let sources = try dictionary(&reader, bytes, header).map { try source($0, header) }
    let takes = types.map { wanted?[$0.schema.index] ?? true }
    // Every event borrows them.
    defer { withExtendedLifetime((types, sources, header)) {} }
    var clock: Int64 = 0
    var payloadEnd: Int64 = 0
    for index in 0..<header.eventCount {
      let position = header.firstPosition + Int64(index)
      let event: EventView
      do throws(CodecError) {
        let type = try Self.index(&reader, types.count)
        let source = try Self.index(&reader, sources.count)
        let naturalID = bytes[try reader.run(try reader.count())]
        let version = Int64(clamping: try reader.varint())
        clock &+= try StoredInstant.read(&reader)
        let flags = try reader.byte()
        let (offset, overflow) = payloadEnd.addingReportingOverflow(try reader.signed())
        let length = Int64(clamping: try reader.varint())
        guard !overflow, offset >= 0, length <= 1 << 40, offset <= 1 << 40 else {
          throw CodecError(offset: reader.offset, reason: .overflow)
        }
        payloadEnd = offset + length
        let body = bytes[try reader.run(try reader.count())]
        if position > last { return }
        if position < first || !takes[type] { continue }
        event = EventView(
          position: position, type: types[type], source: sources[source],
          naturalID: naturalID, version: version, clock: Instant(rawValue: clock),
          hasSourceClock: flags & 1 == 1, block: header,
          payloadRange: Int(offset)..<Int(payloadEnd), body: body)
      } catch { throw EventLogError.damaged(position: position, detail: "\(error)") }
      try body(event)
    }
    guard reader.isAtEnd else {
      throw EventLogError.damaged(position: header.firstPosition, detail: "bytes are left over")
    }
  }

  private static func index(_ reader: inout ByteReader, _ count: Int) throws(CodecError) -> Int {
    let index = try reader.varint()
    guard index < UInt64(count) else {
      throw CodecError(offset: reader.offset, reason: .unknownField)
    }
    return Int(index)
  }

  private func dictionary(
    _ reader: inout ByteReader, _ bytes: Bytes, _ header: BlockHeader
  ) throws -> [String] {
    do throws(CodecError) {
      var names: [String] = []
      // No event names more than one entry: a longer list is damage, found before it is made.
      for _ in 0..<(try reader.count(atMost: header.eventCount)) {
        names.append(bytes[try reader.run(try reader.count())].string)
      }
      return names
    } catch { throw EventLogError.damaged(position: header.firstPosition, detail: "\(error)") }
  }

  private func entry(_ tag: String, _ header: BlockHeader) throws -> StoredType {
    if let entry = known[tag] { return entry }
    guard let schema = EventTypes.schema(tag: tag) else {
      throw EventLogError.unknownType(position: header.firstPosition, tag: tag)
    }
    let entry = StoredType(schema)
    known[tag] = entry
    return entry
  }

  private func source(_ name: String, _ header: BlockHeader) throws -> SourceName {
    if let source = sources[name] { return source }
    guard let source = SourceName(name) else {
      throw EventLogError.damaged(
        position: header.firstPosition, detail: "«\(name)» names no source")
    }
    sources[name] = source
    return source
  }
}
