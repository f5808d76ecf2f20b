package import Domain

/// What a scanner of XML comes upon; names are without prefix.
package enum XMLToken {
  case open(Bytes)
  case close(Bytes)
  case text(XMLText)
}

/// Where the name and the value of an attribute lie.
package struct XMLAttribute: Sendable {
  package let name: Range<Int>
  package let value: Range<Int>

  /// The part of a name behind its prefix.
  static func local(_ name: Range<Int>, in bytes: Bytes) -> Range<Int> {
    guard let colon = bytes[name].firstIndex(of: 0x3A) else { return name }
    return name.lowerBound + colon + 1..<name.upperBound
  }

  /// Any letter of any alphabet; what ends a name is ASCII.
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...: true
    default: false
    }
  }
}

/// Characters between tags, with their entities or without.
package struct XMLText {
  let raw: Bytes
  private let isResolved: Bool
  private let offset: Int

  init(_ raw: Bytes, isResolved: Bool, at offset: Int) {
    self.raw = raw
    self.isResolved = isResolved
    self.offset = offset
  }

  /// Appends the characters meant.
  package static func append(_ text: XMLText, to target: inout [UInt8]) throws(PayloadError) {
    if text.isResolved {
      target.append(text.raw)
    } else {
      try append(text.raw, at: text.offset, to: &target)
    }
  }

  /// Appends what raw characters mean: `&lt;` is `<`.
  package static func append(
    _ raw: Bytes, at offset: Int, to target: inout [UInt8]
  ) throws(PayloadError) {
    var index = 0
    while index < raw.count {
      guard raw[index] == 0x26 else {
        target.append(raw[index])
        index += 1
        continue
      }
      let rest = raw[index + 1..<min(raw.count, index + entityMax)]
      guard let end = rest.firstIndex(of: 0x3B), let meant = entity(rest.prefix(end)) else {
        throw PayloadError("an entity that XML itself does not have", at: offset + index)
      }
      target += Array(String(Character(meant)).utf8)
      index += end + 2
    }
  }

  private static let entityMax = 12

  private static func entity(_ name: Bytes) -> Unicode.Scalar? {
    if name == "lt" { return "<" }
    if name == "gt" { return ">" }
    if name == "amp" { return "&" }
    if name == "quot" { return "\"" }
    if name == "apos" { return "'" }
    guard name.first == 0x23 else { return nil }
    let isHex = name.count > 1 && name[1] == 0x78
    let digits = name.dropFirst(isHex ? 2 : 1)
    guard !digits.isEmpty else { return nil }
    var value: UInt32 = 0
    for index in 0..<digits.count {
      guard let digit = JSONEscapes.hex(digits[index]), isHex || digit < 10 else { return nil }
      value = value * (isHex ? 16 : 10) + digit
      guard value <= 0x10FFFF else { return nil }
    }
    guard value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D else { return nil }
    return Unicode.Scalar(value)
  }

  /// Whoever declares another encoding than UTF-8 is believed, and refused.
  static func refuseOtherEncodings(_ declaration: Bytes, at offset: Int) throws(PayloadError) {
    guard declaration.hasPrefix("<?xml ") else { return }
    let text = declaration.string.lowercased()
    guard let place = text.firstRange(of: "encoding=") else { return }
    let named = text[place.upperBound...].dropFirst()
    guard named.hasPrefix("utf-8") || named.hasPrefix("us-ascii") else {
      throw PayloadError(
        "XML in \(named.prefix { $0 != "\"" && $0 != "'" }): only UTF-8 is read", at: offset)
    }
  }
}

extension StaticString {
  /// The first byte of a literal that is not empty.
  var firstByte: UInt8 { unsafe utf8Start[0] }
}
