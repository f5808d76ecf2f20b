/// A record being filled: an event's body in an importer, a row in a projector.
///
/// It is filled again and again; text is copied into one buffer, so that a row costs no allocation.
@usableFromInline package struct Record: Sendable {
  @usableFromInline package let shape: Shape

  /// Values by slot; those of text point into `bytes`.
  @usableFromInline package internal(set) var slots: [Slot]

  /// The text of all values, with gaps where values were replaced.
  @usableFromInline package internal(set) var bytes: [UInt8] = []

  /// Text longer than this is refused by importers before it comes here.
  package static let textMax = 1 << 20

  package init(_ shape: Shape) {
    self.shape = shape
    slots = Array(repeating: .absent, count: shape.slotCount)
    bytes.reserveCapacity(512)
  }

  /// Forgets every value.
  package mutating func clear() {
    unsafe slots.withUnsafeMutableBufferPointer { slots in unsafe slots.update(repeating: .absent) }
    bytes.removeAll(keepingCapacity: true)
  }

  @inlinable package subscript<Value: Scalar>(field: Field<Value>) -> Value? {
    get { isPresent(field.slot) ? Value(bits: bits(at: field.slot)) : nil }
    // A call would copy the field with its note, as large as a line of text.
    @inline(__always) set {
      if let newValue { setBits(newValue.bits, at: field.slot) } else { remove(field.slot) }
    }
  }

  @inlinable package subscript(field: Field<Text>) -> String? {
    get { text(at: field.slot) }
    @inline(__always) set {
      if let newValue { setText(newValue, at: field.slot) } else { remove(field.slot) }
    }
  }

  /// Copies borrowed text in.
  @inlinable package mutating func set(_ field: Field<Text>, _ text: Bytes?) {
    if let text { setText(text, at: field.slot) } else { remove(field.slot) }
  }

  /// Puts text in that `write` appends to what it is given.
  package mutating func set(_ field: Field<Text>, _ write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    write(&bytes)
    slots[field.slot] = Slot(start..<bytes.count)
  }

  /// Replaces the records of a list.
  package mutating func set<Item: Fields>(_ field: Field<List<Item>>, _ items: [Record]) {
    setList(items, at: field.slot)
  }

  /// Replaces the records of the list at a slot; a list without records is absent.
  package mutating func setList(_ items: [Record], at slot: Int) {
    if items.isEmpty {
      remove(slot)
      return
    }
    var encoded: [UInt8] = []
    Varint.append(UInt64(items.count), to: &encoded)
    for item in items {
      var body: [UInt8] = []
      item.encode(into: &body)
      Varint.append(UInt64(body.count), to: &encoded)
      encoded += body
    }
    setText(encoded, at: slot)
  }

  /// Puts raw bits at a slot, for code that goes by a shape's members.
  @inlinable package mutating func setBits(_ bits: Int64, at slot: Int) {
    slots[slot] = Slot(bits: bits, isPresent: true)
  }

  @inlinable package mutating func setText(_ text: Bytes, at slot: Int) {
    let start = bytes.count
    bytes.append(text)
    slots[slot] = Slot(start..<bytes.count)
  }

  @inlinable package mutating func setText(_ text: [UInt8], at slot: Int) {
    let start = bytes.count
    bytes += text
    slots[slot] = Slot(start..<bytes.count)
  }

  @usableFromInline package mutating func setText(_ text: String, at slot: Int) {
    let start = bytes.count
    text.borrowed { bytes.append($0) }
    slots[slot] = Slot(start..<bytes.count)
  }

  @inlinable package mutating func remove(_ slot: Int) { slots[slot] = .absent }

  @inlinable package func isPresent(_ slot: Int) -> Bool { slots[slot].isPresent }

  /// A scalar's bits at a slot that is present.
  @inlinable package func bits(at slot: Int) -> Int64 { slots[slot].bits }

  @usableFromInline package func text(at slot: Int) -> String? {
    guard slots[slot].isPresent else { return nil }
    return String(decoding: bytes[slots[slot].range], as: UTF8.self)
  }

  /// Copies the text at a slot that is present.
  @inlinable package func appendText(at slot: Int, to target: inout [UInt8]) {
    target += bytes[slots[slot].range]
  }

  /// Borrows the text at a slot that is present.
  @inlinable package func withText<Result, E: Error>(
    at slot: Int, _ body: (Bytes) throws(E) -> Result
  ) throws(E) -> Result {
    let range = slots[slot].range
    return try bytes.borrowed { (all) throws(E) in try body(all[range]) }
  }

  /// Borrows the text of a field, if it is there.
  @inlinable package func withText<Result, E: Error>(
    _ field: Field<Text>, _ body: (Bytes) throws(E) -> Result
  ) throws(E) -> Result? {
    isPresent(field.slot) ? try withText(at: field.slot, body) : nil
  }

  /// The text of a field in the buffer of `withBytes`, if it is there.
  @inlinable package func text(_ field: Field<Text>, in all: Bytes) -> Bytes? {
    isPresent(field.slot) ? all[slots[field.slot].range] : nil
  }

  /// Borrows all text at once: `body` gets the buffer that `textRange(at:)` points into.
  @inlinable package func withBytes<Result, E: Error>(_ body: (Bytes) throws(E) -> Result) throws(E)
    -> Result
  {
    try bytes.borrowed(body)
  }

  /// Where the text of a present slot lies in the buffer of `withBytes`.
  @inlinable package func textRange(at slot: Int) -> Range<Int> { slots[slot].range }
}

extension Record {
  /// Takes every value that `view`, a record of the same shape, has.
  package mutating func take(_ view: RecordView) {
    for place in shape.places where view.isPresent(place.slot) {
      take(view, place.type, from: place.slot, at: place.slot)
    }
  }

  /// Takes every value of `view` at once, each at its slot and `places` further: its bytes are copied as
  /// one run.
  ///
  /// The shape of this record has the view's fields there.
  package mutating func take(all view: RecordView, shiftedBy places: Int) {
    precondition(places >= 0 && view.slotCount + places <= slots.count)
    let start = Int64(bytes.count) << 32
    bytes.append(view.source)
    unsafe slots.withUnsafeMutableBufferPointer { target in
      for slot in 0..<view.slotCount { unsafe target[slot + places] = view.slots[slot] }
      for slot in view.shape.textSlots where unsafe target[slot + places].isPresent {
        unsafe target[slot + places].bits += start
      }
    }
  }

  /// Takes one value of a view, whatever its type.
  package mutating func take(_ view: RecordView, _ type: FieldType, from: Int, at slot: Int) {
    guard view.isPresent(from) else {
      remove(slot)
      return
    }
    switch type {
    case .text, .list: setText(view.bytes(at: from), at: slot)
    case .integer, .decimal, .day, .instant, .flag: setBits(view.bits(at: from), at: slot)
    }
  }
}
