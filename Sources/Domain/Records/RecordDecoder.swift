/// Decodes records of one layout into slots that are used again for each.
///
/// It touches every field of every event of a rebuild, so it reads through a pointer; the end of the
/// bytes is checked at every step.
@safe package final class RecordDecoder {
  package let layout: RecordLayout
  private let slots: UnsafeMutablePointer<Slot>
  private let steps: UnsafeMutablePointer<RecordLayout.Step>
  private let stepCount: Int
  private let slotCount: Int

  /// By slot, what decoded a list's records and is not at it now.
  private var itemDecoders: [RecordDecoder?]

  package init(_ layout: RecordLayout) {
    self.layout = layout
    slotCount = max(1, layout.shape.slotCount)
    itemDecoders = layout.shape.itemLayouts.map { _ in nil }
    stepCount = layout.steps.count
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: .absent, count: slotCount)
    unsafe steps = .allocate(capacity: max(1, stepCount))
    for (index, step) in layout.steps.enumerated() {
      unsafe (steps + index).initialize(to: step)
    }
  }

  deinit {
    unsafe slots.deallocate()
    unsafe steps.deallocate()
  }

  /// The values of `body`; the view is valid until the next call.
  package func decode(_ body: Bytes) throws(CodecError) -> RecordView {
    unsafe slots.update(repeating: .absent, count: slotCount)
    let bitmap = (stepCount + 7) / 8
    guard body.count >= bitmap, let base = unsafe body.buffer.baseAddress else {
      if bitmap == 0, body.isEmpty { return view(body) }
      throw CodecError(offset: 0, reason: .truncated)
    }
    var reader = unsafe FieldReader(base: base, offset: bitmap, end: body.count)
    for index in 0..<bitmap {
      var bits = unsafe base.load(fromByteOffset: index, as: UInt8.self)
      while bits != 0 {
        let slot = index * 8 + bits.trailingZeroBitCount
        bits &= bits - 1
        guard slot < stepCount, unsafe steps[slot].target != -2 else {
          throw CodecError(offset: index, reason: .unknownField)
        }
        let step = unsafe steps[slot]
        let value = try reader.value(step.type)
        if step.target >= 0 { unsafe slots[step.target] = value }
      }
    }
    guard reader.offset == reader.end else {
      throw CodecError(offset: reader.offset, reason: .trailing)
    }
    return view(body)
  }

  private func view(_ body: Bytes) -> RecordView {
    unsafe RecordView(
      slots: slots, count: layout.shape.slotCount, source: body, decoder: self)
  }

  /// A decoder for the records of the list at a slot: one of its own for whoever reads a list inside
  /// itself.
  func takeItemDecoder(at slot: Int) -> RecordDecoder? {
    itemDecoders[slot].take() ?? layout.shape.itemLayouts[slot].map(RecordDecoder.init)
  }

  /// Takes it back for the next list.
  func giveBack(_ decoder: RecordDecoder, at slot: Int) { itemDecoders[slot] = decoder }

  /// Changes a decoded value in place, for upcasters.
  package func lift(_ slot: Int, to bits: Int64) {
    precondition(slot >= 0 && slot < slotCount)
    unsafe slots[slot] = Slot(bits: bits, isPresent: true)
  }
}

/// Reads the values of one record, never past its end.
@safe private struct FieldReader {
  private let base: UnsafeRawPointer
  private(set) var offset: Int
  let end: Int

  init(base: UnsafeRawPointer, offset: Int, end: Int) {
    unsafe self.base = base
    self.offset = offset
    self.end = end
  }

  @inline(__always)
  mutating func value(_ type: FieldType) throws(CodecError) -> Slot {
    let value = try varint()
    switch type {
    case .integer, .day: return Slot(bits: Varint.unzigzag(value), isPresent: true)
    case .decimal: return Slot(bits: try decimal(value), isPresent: true)
    case .instant: return Slot(bits: try instant(value), isPresent: true)
    case .flag:
      guard value < 2 else { throw CodecError(offset: offset, reason: .overflow) }
      return Slot(bits: Int64(value), isPresent: true)
    case .text, .list:
      guard value <= UInt64(end - offset) else {
        throw CodecError(offset: offset, reason: .truncated)
      }
      defer { offset += Int(value) }
      return Slot(offset..<offset + Int(value))
    }
  }

  @inline(__always)
  private mutating func byte() throws(CodecError) -> UInt8 {
    guard offset < end else { throw CodecError(offset: offset, reason: .truncated) }
    defer { offset += 1 }
    return unsafe base.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// A number as `Varint` has it.
  ///
  /// Short ones are guessed by the processor, which goes on before it knows; what is longer is taken
  /// out of a word, without a guess for each byte.
  @inline(__always)
  private mutating func varint() throws(CodecError) -> UInt64 {
    guard end - offset >= 8 else { return try slowVarint() }
    let word = UInt64(
      littleEndian: unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    if word & 0x80 == 0 {
      offset += 1
      return word & 0x7F
    }
    if word & 0x8000 == 0 {
      offset += 2
      return word & 0x7F | (word & 0x7F00) &>> 1
    }
    return try longVarint(word)
  }

  private mutating func longVarint(_ word: UInt64) throws(CodecError) -> UInt64 {
    let ends = ~word & 0x8080_8080_8080_8080
    guard ends != 0 else { return try slowVarint() }
    let bits = UInt64(truncatingIfNeeded: ends.trailingZeroBitCount + 1)
    offset += Int(truncatingIfNeeded: bits >> 3)
    return Self.joined(word & (.max &>> (64 &- bits)))
  }

  /// The seven low bits of eight bytes as one number.
  @inline(__always)
  private static func joined(_ word: UInt64) -> UInt64 {
    let pairs = word & 0x007F_007F_007F_007F | (word & 0x7F00_7F00_7F00_7F00) &>> 1
    let fours = pairs & 0x0000_3FFF_0000_3FFF | (pairs & 0x3FFF_0000_3FFF_0000) &>> 2
    return fours & 0x0FFF_FFFF | (fours & 0x0FFF_FFFF_0000_0000) &>> 4
  }

  private mutating func slowVarint() throws(CodecError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      if shift == 63, next > 1 { throw CodecError(offset: offset, reason: .overflow) }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
      if shift > 63 { throw CodecError(offset: offset, reason: .overflow) }
    }
  }

  /// See `StoredDecimal`.
  @inline(__always)
  private mutating func decimal(_ value: UInt64) throws(CodecError) -> Int64 {
    let factor: Int64
    switch value & 3 {
    case 0: factor = 10_000
    case 1: factor = 100
    case 2: factor = 1
    default:
      guard end - offset >= 8 else { throw CodecError(offset: offset, reason: .truncated) }
      defer { offset += 8 }
      return Int64(littleEndian: unsafe base.loadUnaligned(fromByteOffset: offset, as: Int64.self))
    }
    let (raw, overflow) = Varint.unzigzag(value >> 2).multipliedReportingOverflow(by: factor)
    if overflow { throw CodecError(offset: offset, reason: .overflow) }
    return raw
  }

  /// See `StoredInstant`.
  @inline(__always)
  private func instant(_ value: UInt64) throws(CodecError) -> Int64 {
    let units = Varint.unzigzag(value >> 1)
    if value & 1 == 1 { return units }
    let (raw, overflow) = units.multipliedReportingOverflow(by: 1_000_000)
    if overflow { throw CodecError(offset: offset, reason: .overflow) }
    return raw
  }
}
