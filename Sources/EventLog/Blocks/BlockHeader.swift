import Digest
package import Domain

/// What a block says of all its events.
package final class BlockHeader: Sendable {
  package let firstPosition: Int64
  package let eventCount: Int
  package let recordedAt: Instant

  /// The import that brought the events; 0 is none.
  package let importID: Int64

  /// SHA-256 of the payload; empty is none.
  package let payload: [UInt8]

  /// Tags of the event types inside, separated by spaces.
  package let types: String
  package let codec: Int
  package let rawSize: Int

  package init(
    firstPosition: Int64, eventCount: Int, recordedAt: Instant, importID: Int64, payload: [UInt8],
    types: String, codec: Int, rawSize: Int
  ) {
    self.firstPosition = firstPosition
    self.eventCount = eventCount
    self.recordedAt = recordedAt
    self.importID = importID
    self.payload = payload
    self.types = types
    self.codec = codec
    self.rawSize = rawSize
  }

  package var lastPosition: Int64 { firstPosition + Int64(eventCount) - 1 }

  /// The lines that are hashed before the body; see schemas/event_log.md.
  package var text: String {
    """
    svod block 1
    first_position \(firstPosition)
    event_count \(eventCount)
    recorded_at \(recordedAt.rawValue)
    import_id \(importID)
    payload \(payload.hex)
    types \(types)
    codec \(codec)
    raw_size \(rawSize)

    """
  }

  /// Whether an event of one of the kinds is inside.
  package func holds(_ kinds: Set<StreamKind>) -> Bool {
    types.split(separator: " ").contains { tag in
      guard let dot = tag.lastIndex(of: ".") else { return false }
      return kinds.contains(StreamKind(String(tag[..<dot])))
    }
  }
}
