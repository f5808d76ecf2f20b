import Domain

/// The text of days seen lately: a table has the same few again and again.
@safe struct DayTexts {
  private var days: [Int32] = Array(repeating: .min, count: Self.size)
  private var texts: [UInt8] = Array(repeating: 0, count: Self.size * Self.width)

  private static let size = 256
  private static let width = 10

  /// Writes a day in RFC 3339 and gives the length; there is room for `RecordCursor.scalarMax` bytes.
  @inline(__always)
  mutating func put(_ day: Day, at target: UnsafeMutableRawPointer) -> Int {
    let place = Int(day.rawValue & Int32(Self.size - 1))
    if days[place] != day.rawValue {
      var fresh: [UInt8] = []
      day.append(to: &fresh)
      guard fresh.count == Self.width else { return unsafe Self.put(fresh, at: target) }
      texts.replaceSubrange(place * Self.width..<(place + 1) * Self.width, with: fresh)
      days[place] = day.rawValue
    }
    unsafe texts.withUnsafeBytes { texts in
      let text = unsafe texts[place * Self.width..<(place + 1) * Self.width]
      unsafe UnsafeMutableRawBufferPointer(start: target, count: Self.width).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: text))
    }
    return Self.width
  }

  /// Writes a moment in RFC 3339 and gives the length.
  @inline(__always)
  mutating func put(_ moment: Instant, at target: UnsafeMutableRawPointer) -> Int {
    guard let (day, second) = moment.wholeSeconds else {
      return unsafe Self.put(Array(moment.description.utf8), at: target)
    }
    let end = unsafe put(day, at: target)
    let clock = unsafe target + end
    unsafe Self.put(0x54, second / 3600, at: clock)
    unsafe Self.put(0x3A, second / 60 % 60, at: clock + 3)
    unsafe Self.put(0x3A, second % 60, at: clock + 6)
    unsafe clock.storeBytes(of: 0x5A, toByteOffset: 9, as: UInt8.self)
    return end + 10
  }

  private static func put(_ text: [UInt8], at target: UnsafeMutableRawPointer) -> Int {
    precondition(text.count <= RecordCursor.scalarMax)
    unsafe target.copyMemory(from: text, byteCount: text.count)
    return text.count
  }

  /// Writes a sign and two digits.
  @inline(__always)
  private static func put(_ sign: UInt8, _ number: Int, at target: UnsafeMutableRawPointer) {
    unsafe target.storeBytes(of: sign, as: UInt8.self)
    let digits = UInt16(truncatingIfNeeded: (0x30 + number / 10) << 8 | (0x30 + number % 10))
    unsafe (target + 1).storeBigEndian(digits)
  }
}
