package import Domain

/// How a CSV payload is written, told from its bytes.
package struct CSVDialect: Sendable, Equatable {
  package let encoding: TextEncoding
  package let delimiter: UInt8

  /// Where the first row begins: after a byte order mark and Excel's `sep=;` line.
  package let start: Int

  /// Looks at all bytes for the encoding, and at the first line for the delimiter.
  ///
  /// `,`, `;` or a tab: the one that stands most often outside quotes.
  package init(of bytes: Bytes) throws(PayloadError) {
    if bytes.hasPrefix("\u{FEFF}") {
      if let place = UTF8Check.firstInvalid(bytes) {
        throw PayloadError("marked as UTF-8, but it is not", at: place)
      }
      self.init(bytes, .utf8, from: 3)
    } else if bytes.count >= 2, (bytes[0] ^ bytes[1]) == 0x01, bytes[0] >= 0xFE {
      throw PayloadError("text in UTF-16 in an archive: save it as CSV UTF-8", at: 0)
    } else {
      self.init(bytes, TextEncoding(of: bytes), from: 0)
    }
  }

  private init(_ bytes: Bytes, _ encoding: TextEncoding, from start: Int) {
    self.encoding = encoding
    let line = Self.line(bytes, from: start)
    if line.count == 5, bytes.dropFirst(start).hasPrefix("sep=") {
      delimiter = line[4]
      self.start = min(bytes.count, start + 5 + Self.lineEnd(bytes, at: start + 5))
    } else {
      delimiter = Self.delimiter(line)
      self.start = start
    }
  }

  /// The first line with text in it.
  private static func line(_ bytes: Bytes, from start: Int) -> Bytes {
    var start = start
    while start < bytes.count, bytes[start] == 0x0D || bytes[start] == 0x0A { start += 1 }
    let rest = bytes.dropFirst(start)
    guard let end = rest.firstIndex(of: 0x0A) else { return rest }
    return rest.prefix(end > 0 && rest[end - 1] == 0x0D ? end - 1 : end)
  }

  private static func lineEnd(_ bytes: Bytes, at place: Int) -> Int {
    bytes.dropFirst(place).hasPrefix("\r\n") ? 2 : 1
  }

  /// How much of the first line is looked at: a header is shorter.
  private static let headerMax = 64 << 10

  private static func delimiter(_ line: Bytes) -> UInt8 {
    let known: [UInt8] = [0x2C, 0x3B, 0x09]
    var counts: [UInt8: Int] = [:]
    var quoted = false
    let header = line.prefix(headerMax)
    for index in 0..<header.count {
      if header[index] == 0x22 { quoted.toggle() }
      if !quoted, known.contains(header[index]) { counts[header[index], default: 0] += 1 }
    }
    return known.max { (counts[$0] ?? 0, $1) < (counts[$1] ?? 0, $0) } ?? 0x2C
  }
}
