import Domain

/// The text of days seen lately: a table has the same few again and again.
@safe final class DayTexts {
  /// Places of sixteen bytes: a day's text and, behind it, which day it is.
  private let places = Memory(DayTexts.count * DayTexts.size)

  private static let count = 256
  private static let size = 16
  private static let width = 10
  private static let dayOffset = 12

  init() {
    for place in 0..<Self.count {
      unsafe places.base.storeBytes(
        of: Int32.min, toByteOffset: place * Self.size + Self.dayOffset, as: Int32.self)
    }
  }

  /// Writes a day in RFC 3339 and gives the length; there is room for `RecordCursor.scalarMax` bytes.
  @inline(__always)
  func put(_ day: Day, at target: UnsafeMutableRawPointer) -> Int {
    let place = unsafe places.base + Int(day.rawValue & Int32(Self.count - 1)) * Self.size
    if unsafe place.load(fromByteOffset: Self.dayOffset, as: Int32.self) != day.rawValue {
      return unsafe remember(day, at: place, target)
    }
    // A whole place at once: what comes behind the text is written over.
    let text = unsafe place.load(as: SIMD2<UInt64>.self)
    unsafe target.storeBytes(of: text, as: SIMD2<UInt64>.self)
    return Self.width
  }

  private func remember(
    _ day: Day, at place: UnsafeMutableRawPointer, _ target: UnsafeMutableRawPointer
  ) -> Int {
    var text: [UInt8] = []
    day.append(to: &text)
    if text.count == Self.width {
      unsafe place.copyMemory(from: text, byteCount: Self.width)
      unsafe place.storeBytes(of: day.rawValue, toByteOffset: Self.dayOffset, as: Int32.self)
    }
    return unsafe Self.put(text, at: target)
  }

  /// Writes a moment in RFC 3339 and gives the length.
  @inline(__always)
  func put(_ moment: Instant, at target: UnsafeMutableRawPointer) -> Int {
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
