package import Domain

/// Moves over JSON text, one token at a time, and says where it is broken (RFC 8259).
package struct JSONScanner {
  let bytes: Bytes
  package private(set) var offset: Int

  /// Objects and arrays inside one another.
  package static let depthMax = 64

  /// Values in one row.
  package static let nodesMax = 1_000_000

  /// Bytes of one name: names become paths in messages, outlines and envelopes, each longer than the
  /// one before.
  package static let keyMax = 1_000

  /// Names in one object: each is compared with those before it.
  package static let membersMax = 2_000

  /// Elements of one list inside a row that become records or documents.
  package static let elementsMax = 5_000

  package init(_ bytes: Bytes, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  package mutating func skipSpace() {
    while offset < bytes.count, bytes[offset].isSpace { offset += 1 }
  }

  package var isAtEnd: Bool { offset >= bytes.count }

  /// What the next value is, by its first byte.
  package mutating func kind() throws(PayloadError) -> JSONKind {
    skipSpace()
    guard offset < bytes.count else { throw ends() }
    switch bytes[offset] {
    case 0x7B: return .object
    case 0x5B: return .array
    case 0x22: return .string
    case 0x2D, 0x30...0x39: return .number
    case 0x74: return .yes
    case 0x66: return .no
    case 0x6E: return .null
    default: throw unexpected("a JSON value")
    }
  }

  /// Steps over `{` or `[`.
  package mutating func open() throws(PayloadError) { offset += 1 }

  /// Whether the object or array ends here, and steps over its end.
  package mutating func closes(_ end: UInt8) throws(PayloadError) -> Bool {
    skipSpace()
    guard offset < bytes.count else { throw ends() }
    if bytes[offset] == end {
      offset += 1
      return true
    }
    return false
  }

  /// Steps over a comma (true) or the end (false).
  package mutating func goesOn(until end: UInt8) throws(PayloadError) -> Bool {
    skipSpace()
    guard offset < bytes.count else { throw ends() }
    let byte = bytes[offset]
    offset += 1
    if byte == 0x2C { return true }
    if byte == end { return false }
    offset -= 1
    throw unexpected("a comma or the end of the list")
  }

  package mutating func colon() throws(PayloadError) {
    skipSpace()
    guard offset < bytes.count else { throw ends() }
    guard bytes[offset] == 0x3A else { throw unexpected("a colon") }
    offset += 1
  }

  package mutating func key() throws(PayloadError) -> (range: Range<Int>, isEscaped: Bool) {
    skipSpace()
    guard offset < bytes.count else { throw ends() }
    guard bytes[offset] == 0x22 else { throw unexpected("a name in quotes") }
    let place = offset
    let name = try text()
    guard name.range.count <= Self.keyMax else {
      throw PayloadError("a name of more than \(Self.keyMax) bytes", at: place)
    }
    return name
  }

  /// Steps over a text and returns what lies between its quotes.
  package mutating func text() throws(PayloadError) -> (range: Range<Int>, isEscaped: Bool) {
    offset += 1
    let start = offset
    var escaped = false
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x22 {
        offset += 1
        return (start..<offset - 1, escaped)
      }
      if byte == 0x5C {
        escaped = true
        try escape()
      } else if byte < 0x20 {
        throw PayloadError("a control character inside a text", at: offset)
      } else {
        offset += 1
      }
    }
    throw ends()
  }

  private mutating func escape() throws(PayloadError) {
    guard offset + 1 < bytes.count else { throw ends() }
    switch bytes[offset + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: offset += 2
    case 0x75:
      guard offset + 6 <= bytes.count else { throw ends() }
      for index in offset + 2..<offset + 6 where JSONEscapes.hex(bytes[index]) == nil {
        throw PayloadError("a broken \\u escape", at: index)
      }
      offset += 6
    default: throw PayloadError("an unknown escape in a text", at: offset)
    }
  }

  package mutating func number() throws(PayloadError) {
    if bytes[offset] == 0x2D { offset += 1 }
    guard offset < bytes.count else { throw ends() }
    if bytes[offset] == 0x30 {
      offset += 1
      if offset < bytes.count, bytes[offset].isDigit { throw unexpected("no zero before digits") }
    } else {
      try digits()
    }
    if offset < bytes.count, bytes[offset] == 0x2E {
      offset += 1
      try digits()
    }
    if offset < bytes.count, bytes[offset] | 0x20 == 0x65 {
      offset += 1
      if offset < bytes.count, bytes[offset] == 0x2B || bytes[offset] == 0x2D { offset += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(PayloadError) {
    let start = offset
    while offset < bytes.count, bytes[offset].isDigit { offset += 1 }
    if offset == start { throw offset < bytes.count ? unexpected("a digit") : ends() }
  }

  package mutating func word(_ kind: JSONKind) throws(PayloadError) {
    let word = Array(kind.rawValue.utf8)
    for byte in word {
      guard offset < bytes.count else { throw ends() }
      guard bytes[offset] == byte else { throw unexpected(kind.rawValue) }
      offset += 1
    }
  }

  package func ends() -> PayloadError {
    PayloadError("the JSON ends too early: the file is cut off", at: bytes.count)
  }

  package func unexpected(_ wanted: String) -> PayloadError {
    let byte = bytes[offset]
    let shown =
      byte > 0x20 && byte < 0x7F
      ? "«\(Character(Unicode.Scalar(byte)))»" : "byte 0x" + String(byte, radix: 16)
    return PayloadError("not JSON: \(shown) where \(wanted) should be", at: offset)
  }
}
