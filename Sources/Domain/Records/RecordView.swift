/// A decoded record that borrows the bytes it was read from, and all else from its decoder.
@safe @usableFromInline package struct RecordView {
  @usableFromInline let slots: UnsafePointer<Slot>
  @usableFromInline let source: Bytes
  private let decoder: Lent<RecordDecoder>

  /// One more than the greatest slot: what an access is checked against.
  @usableFromInline let slotCount: Int

  init(slots: UnsafePointer<Slot>, count: Int, source: Bytes, decoder: RecordDecoder) {
    unsafe self.slots = slots
    self.source = source
    self.decoder = Lent(decoder)
    slotCount = count
  }

  /// The fields that the record may have.
  package var shape: Shape { decoder.use { $0.layout.shape } }

  @inlinable
  func slot(_ index: Int) -> Slot {
    precondition(index >= 0 && index < slotCount)
    return unsafe slots[index]
  }

  @inlinable package subscript<Value: Scalar>(field: Field<Value>) -> Value? {
    let slot = slot(field.slot)
    return slot.isPresent ? Value(bits: slot.bits) : nil
  }

  @inlinable package subscript(field: Field<Text>) -> Bytes? {
    let slot = slot(field.slot)
    return slot.isPresent ? source[slot.range] : nil
  }

  @inlinable package func isPresent(_ index: Int) -> Bool { slot(index).isPresent }
  @inlinable package func bits(at index: Int) -> Int64 { slot(index).bits }
  package func bytes(at index: Int) -> Bytes { source[slot(index).range] }

  /// The records of a list, decoded one after another; empty when the field is absent.
  @inlinable
  package func forEach<Item: Fields>(
    _ field: Field<List<Item>>, _ body: (RecordView) throws -> Void
  ) throws {
    try forEachItem(at: field.slot, body)
  }

  /// The same for a field by its slot.
  @usableFromInline
  package func forEachItem(at index: Int, _ body: (RecordView) throws -> Void) throws {
    let slot = slot(index)
    guard slot.isPresent, let items = decoder.use({ $0.takeItemDecoder(at: index) }) else { return }
    defer { decoder.use { $0.giveBack(items, at: index) } }
    let bytes = source[slot.range]
    var reader = ByteReader(bytes)
    let count = try reader.count()
    for _ in 0..<count {
      let size = try reader.count()
      let range = try reader.run(size)
      try body(try items.decode(bytes[range]))
    }
  }

  /// A copy that outlives the block.
  package func owned() -> Record {
    var record = Record(shape)
    record.take(self)
    return record
  }
}
