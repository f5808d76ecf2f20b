package import Domain

/// The backslash escapes of JSON text.
package enum JSONEscapes {
  static func hex(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  /// The characters meant, or `nil` for a NUL or half a surrogate pair, which no table can hold.
  static func resolve(_ raw: Bytes) -> [UInt8]? {
    var text: [UInt8] = []
    var index = 0
    while index < raw.count {
      guard raw[index] == 0x5C, index + 1 < raw.count else {
        text.append(raw[index])
        index += 1
        continue
      }
      switch raw[index + 1] {
      case 0x62: text.append(0x08)
      case 0x66: text.append(0x0C)
      case 0x6E: text.append(0x0A)
      case 0x72: text.append(0x0D)
      case 0x74: text.append(0x09)
      case 0x75:
        guard let (scalar, width) = scalar(raw, at: index) else { return nil }
        text += Array(String(Character(scalar)).utf8)
        index += width
        continue
      case let plain: text.append(plain)
      }
      index += 2
    }
    return text
  }

  /// A name as people read it; one that cannot be resolved stays as it stands.
  package static func string(_ raw: Bytes, _ isEscaped: Bool) -> String {
    guard isEscaped, let text = resolve(raw) else { return raw.string }
    return String(decoding: text, as: UTF8.self)
  }

  private static func scalar(_ raw: Bytes, at index: Int) -> (Unicode.Scalar, Int)? {
    guard let high = unit(raw, at: index), high != 0 else { return nil }
    guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high).map { ($0, 6) } }
    guard let low = unit(raw, at: index + 6), (0xDC00..<0xE000).contains(low) else { return nil }
    return Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)).map { ($0, 12) }
  }

  private static func unit(_ raw: Bytes, at index: Int) -> UInt32? {
    guard index + 6 <= raw.count, raw[index] == 0x5C, raw[index + 1] == 0x75 else { return nil }
    var value: UInt32 = 0
    for place in index + 2..<index + 6 {
      guard let digit = hex(raw[place]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }
}
