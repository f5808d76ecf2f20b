import Domain

/// Long runs of lower-case hexadecimal digits, taken out of a block's body and kept two a byte.
///
/// Identifiers of every source are such runs. Half of their bits is waste that LZ4, which looks for
/// repetitions alone, cannot find.
struct DigitRuns {
  /// Shorter runs stay where they are: finding their place again would cost what they save.
  static let digitsMin = 16

  /// Where the runs stood: see schemas/event_log.md.
  private(set) var places: [UInt8] = []

  /// The body without them.
  private(set) var rest: [UInt8] = []

  /// The runs, one after another, two digits a byte.
  private(set) var digits: [UInt8] = []

  private(set) var count = 0

  /// Takes `body` apart.
  init(_ body: Bytes) {
    rest.reserveCapacity(body.count)
    var kept = 0
    var index = 0
    while index + Self.digitsMin <= body.count {
      // A run that begins here reaches its last digit: look there first.
      var end = index + Self.digitsMin
      var place = end - 1
      while place >= index, Self.value(body[place]) < 16 { place -= 1 }
      guard place < index else {
        index = place + 1
        continue
      }
      while end < body.count, Self.value(body[end]) < 16 { end += 1 }
      end -= (end - index) % 2
      rest.append(body[kept..<index])
      Varint.append(UInt64(index - kept), to: &places)
      Varint.append(UInt64((end - index) / 2), to: &places)
      for pair in stride(from: index, to: end, by: 2) {
        digits.append(Self.value(body[pair]) << 4 | Self.value(body[pair + 1]))
      }
      count += 1
      kept = end
      index = end
    }
    rest.append(body[kept..<body.count])
  }

  /// What a digit counts; 16 and more is no digit.
  @inline(__always)
  private static func value(_ byte: UInt8) -> UInt8 {
    if byte &- 0x30 < 10 { return byte &- 0x30 }
    return byte &- 0x61 < 6 ? byte &- 0x57 : 255
  }

  /// Puts a body of `size` bytes together again; false when the parts do not make one.
  static func join(
    _ packed: Bytes, _ digits: Bytes, size: Int, into target: inout [UInt8]
  ) throws(CodecError) -> Bool {
    var places = ByteReader(packed)
    let runs = try places.count()
    // The rest begins after the last place.
    var ends = places
    for _ in 0..<2 * runs { _ = try ends.varint() }
    guard packed.count - ends.offset + 2 * digits.count == size else { return false }
    if target.count < size { target = Array(repeating: 0, count: max(size, target.count * 2)) }
    var from = ends.offset
    var pair = 0
    var to = 0
    for _ in 0..<runs {
      let gap = try places.count()
      let pairs = try places.count(atMost: digits.count)
      guard gap <= packed.count - from, pairs <= digits.count - pair else { return false }
      copy(packed[from..<from + gap], to: &target, at: to)
      spell(digits[pair..<pair + pairs], to: &target, at: to + gap)
      from += gap
      pair += pairs
      to += gap + 2 * pairs
    }
    guard pair == digits.count else { return false }
    copy(packed[from..<packed.count], to: &target, at: to)
    return true
  }

  private static func copy(_ bytes: Bytes, to target: inout [UInt8], at place: Int) {
    precondition(place + bytes.count <= target.count)
    unsafe target.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress, let source = unsafe bytes.buffer.baseAddress
      else { return }
      unsafe (base + place).copyMemory(from: source, byteCount: bytes.count)
    }
  }

  /// Writes each byte as two digits.
  private static func spell(_ pairs: Bytes, to target: inout [UInt8], at place: Int) {
    precondition(place + 2 * pairs.count <= target.count)
    unsafe target.withUnsafeMutableBytes { buffer in
      var index = 0
      while index + 4 <= pairs.count {
        let four = unsafe pairs[index..<index + 4].buffer.loadUnaligned(as: UInt32.self)
        let digits = eightLetters(UInt32(littleEndian: four)).littleEndian
        unsafe buffer.storeBytes(of: digits, toByteOffset: place + 2 * index, as: UInt64.self)
        index += 4
      }
      while index < pairs.count {
        unsafe buffer[place + 2 * index] = letter(pairs[index] >> 4)
        unsafe buffer[place + 2 * index + 1] = letter(pairs[index] & 15)
        index += 1
      }
    }
  }

  /// The digits of four bytes, the lowest byte first, a byte each.
  @inline(__always)
  private static func eightLetters(_ four: UInt32) -> UInt64 {
    var bytes = UInt64(four)
    bytes = (bytes | bytes << 16) & 0x0000_FFFF_0000_FFFF
    bytes = (bytes | bytes << 8) & 0x00FF_00FF_00FF_00FF
    let nibbles = bytes >> 4 & 0x000F_000F_000F_000F | bytes << 8 & 0x0F00_0F00_0F00_0F00
    // 6 more than 9 is 16: the bit that says a letter.
    let isLetter = (nibbles + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return nibbles + 0x3030_3030_3030_3030 + isLetter * 39
  }

  @inline(__always)
  private static func letter(_ nibble: UInt8) -> UInt8 {
    // `a` is 39 after the character that follows `9`.
    nibble &+ 0x30 &+ (nibble > 9 ? 39 : 0)
  }
}
