import Domain

/// The forms in which a text — a name, a phone, an order's number — may stand in a payload.
///
/// Payloads come in several encodings, and JSON may spell any letter as `\u0418`; an erasure that looks
/// for one form alone leaves the others.
struct SubjectPatterns {
  private let patterns: [[UInt8]]

  /// The last digits of a phone number, which payloads write with any separators.
  private let phone: [UInt8]

  init(_ subject: String) {
    let spellings = Set([
      subject, subject.lowercased(), subject.uppercased(), Self.capitalized(subject),
    ])
    var patterns: Set<[UInt8]> = []
    for spelling in spellings {
      patterns.insert(Array(spelling.utf8))
      patterns.insert(Self.escaped(spelling, upper: false))
      patterns.insert(Self.escaped(spelling, upper: true))
      for isHex in [false, true] { patterns.insert(Self.entities(spelling, isHex: isHex)) }
      if let bytes = Self.windows1251(spelling) { patterns.insert(bytes) }
      patterns.insert(spelling.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
      patterns.insert(spelling.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    }
    self.patterns = patterns.sorted { $0.lexicographicallyPrecedes($1) }
    let digits = subject.utf8.filter { $0.isDigit }
    let isPhone = subject.utf8.allSatisfy { $0.isDigit || Self.isSeparator($0) }
    phone = isPhone && digits.count >= 10 ? Array(digits.suffix(10)) : []
  }

  /// Where the subject is first found, and how often.
  func find(in bytes: Bytes) -> (first: Int, count: Int)? {
    var places: Set<Int> = []
    for pattern in patterns { Self.search(bytes, pattern) { places.insert($0) } }
    if !phone.isEmpty { searchPhone(bytes) { places.insert($0) } }
    return places.min().map { ($0, places.count) }
  }

  private static func search(_ bytes: Bytes, _ pattern: [UInt8], _ found: (Int) -> Void) {
    guard let last = pattern.last, bytes.count >= pattern.count else { return }
    // How far to go on after a byte at the pattern's end (Horspool).
    var steps = [Int](repeating: pattern.count, count: 256)
    for (index, byte) in pattern.dropLast().enumerated() {
      steps[Int(byte)] = pattern.count - 1 - index
    }
    var end = pattern.count - 1
    while end < bytes.count {
      let byte = bytes[end]
      let start = end - pattern.count + 1
      if byte == last, pattern.indices.allSatisfy({ bytes[start + $0] == pattern[$0] }) {
        found(start)
      }
      end += steps[Int(byte)]
    }
  }

  /// Ten digits with at most two separators between any two of them.
  private func searchPhone(_ bytes: Bytes, _ found: (Int) -> Void) {
    var start = 0
    while start < bytes.count {
      if bytes[start] == phone[0] {
        var (place, matched, gap) = (start, 0, 0)
        while place < bytes.count, matched < phone.count, gap <= 2 {
          if bytes[place] == phone[matched] {
            (matched, gap) = (matched + 1, 0)
          } else if Self.isSeparator(bytes[place]) {
            gap += 1
          } else {
            break
          }
          place += 1
        }
        if matched == phone.count { found(start) }
      }
      start += 1
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    [0x20, 0x28, 0x29, 0x2B, 0x2D, 0x2E].contains(byte)
  }

  private static func capitalized(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false)
      .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }.joined(separator: " ")
  }

  /// As JSON may write it, all but ASCII escaped.
  private static func escaped(_ text: String, upper: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      if unit < 0x80 { return [UInt8(unit)] }
      let digits = String(unit, radix: 16, uppercase: upper)
      return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    }
  }

  /// As XML may write it.
  private static func entities(_ text: String, isHex: Bool) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      if scalar.isASCII { return [UInt8(scalar.value)] }
      return Array((isHex ? "&#x\(String(scalar.value, radix: 16));" : "&#\(scalar.value);").utf8)
    }
  }

  /// In the Cyrillic code page of Windows; `nil` for what it does not have.
  private static func windows1251(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case ..<0x80: bytes.append(UInt8(scalar.value))
      case 0x0410...0x044F: bytes.append(UInt8(scalar.value - 0x0410 + 0xC0))
      case 0x0401: bytes.append(0xA8)
      case 0x0451: bytes.append(0xB8)
      default: return nil
      }
    }
    return bytes
  }
}
