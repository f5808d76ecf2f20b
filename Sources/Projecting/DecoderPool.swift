import Domain

/// The decoders of one type: as many as records of it are held at a time.
final class DecoderStack {
  private let layout: RecordLayout
  private var decoders: [RecordDecoder] = []
  private var used = 0

  /// The call of the pool's `reclaim` since which so many are used.
  private var reclaims = 0

  /// It outlives what it hands out.
  private let pool: Lent<DecoderPool>

  init(_ layout: RecordLayout, _ pool: DecoderPool) {
    self.layout = layout
    self.pool = Lent(pool)
  }

  func decode(_ body: Bytes) throws(CodecError) -> RecordView {
    let now = pool.use { $0.reclaims }
    if reclaims != now {
      reclaims = now
      used = 0
    }
    if used == decoders.count { decoders.append(RecordDecoder(layout)) }
    used += 1
    return try Lent(decoders[used - 1]).use { (decoder) throws(CodecError) in
      try decoder.decode(body)
    }
  }
}

/// Hands out decoders so that each record of a group keeps its own, and takes all back at once.
package final class DecoderPool {
  private var stacks: [DecoderStack?] = Array(repeating: nil, count: EventTypes.all.count)

  /// How often all decoders were taken back.
  fileprivate var reclaims = 0

  package init() {}

  func stack(for schema: EventSchema) -> DecoderStack {
    let stack = stacks[schema.index] ?? DecoderStack(schema.layout, self)
    stacks[schema.index] = stack
    return stack
  }

  /// The records handed out so far are no longer used.
  package func reclaim() { reclaims += 1 }
}
