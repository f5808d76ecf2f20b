import Domain

/// The text of days seen lately: a table has the same few again and again.
struct DayTexts {
  private var days: [Int32] = Array(repeating: .min, count: Self.size)
  private var texts: [UInt8] = Array(repeating: 0, count: Self.size * Self.width)

  private static let size = 256
  private static let width = 10

  mutating func append(_ day: Day, to text: ByteBuffer) {
    let place = Int(day.rawValue & Int32(Self.size - 1))
    let range = place * Self.width..<(place + 1) * Self.width
    if days[place] != day.rawValue {
      var fresh: [UInt8] = []
      day.append(to: &fresh)
      guard fresh.count == Self.width else {
        text.append(fresh)
        return
      }
      texts.replaceSubrange(range, with: fresh)
      days[place] = day.rawValue
    }
    texts.borrowed { text.append($0, range) }
  }

  /// A moment in RFC 3339.
  mutating func append(_ moment: Instant, to text: ByteBuffer) {
    guard let (day, second) = moment.wholeSeconds else {
      text.append(moment.description)
      return
    }
    append(day, to: text)
    text.append(0x54)
    Self.append(pair: second / 3600, to: text)
    text.append(0x3A)
    Self.append(pair: second / 60 % 60, to: text)
    text.append(0x3A)
    Self.append(pair: second % 60, to: text)
    text.append(0x5A)
  }

  private static func append(pair number: Int, to text: ByteBuffer) {
    text.append(UInt8(truncatingIfNeeded: 0x30 + number / 10))
    text.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
  }
}
