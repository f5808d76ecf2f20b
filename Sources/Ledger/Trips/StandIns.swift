/// Puts stand-ins where a payload holds what is personal: other letters and digits, as many of them,
/// so that every row stays where it lies.
///
/// The same text has the same stand-in, so what belonged together still does.
package struct StandIns {
  /// Members and elements behind which a person is, in small letters.
  package static let people: Set<String> = [
    "buyer", "customer", "addressee", "recipient", "courier", "user", "consignee", "client",
    "phone", "mobilephone", "email", "address", "fulladdress", "firstname", "lastname",
    "middlename", "patronymic", "fullname", "first_name", "last_name", "middle_name", "full_name",
    "surname", "fio", "customer_name", "customer_email", "customer_phone", "address_tail",
    "comment", "notes", "passport", "birthday", "birth_date", "buyername", "recipientname",
  ]

  /// Members whose values are left as they are, although a person is behind them.
  private let spared: Set<String>

  /// The members whose values were replaced.
  package private(set) var replaced: Set<String> = []

  package init(sparing spared: Set<String> = []) { self.spared = spared }

  // MARK: JSON

  /// An object or a list that is open.
  private struct Level {
    let isObject: Bool
    let isPerson: Bool
    var name = ""
    var isNameNext: Bool

    /// Whether what comes next is of a person.
    var holdsPerson: Bool { isPerson || StandIns.people.contains(name) }
  }

  /// The same JSON with stand-ins.
  package mutating func replace(json bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var levels: [Level] = []
    var at = 0
    while at < bytes.count {
      let top = levels.last
      let isPerson = top?.holdsPerson ?? false
      switch bytes[at] {
      case 0x7B:
        levels.append(Level(isObject: true, isPerson: isPerson, isNameNext: true))
      case 0x5B:
        levels.append(
          Level(isObject: false, isPerson: isPerson, name: top?.name ?? "", isNameNext: false))
      case 0x7D, 0x5D: _ = levels.popLast()
      case 0x2C where top?.isObject ?? false: levels[levels.count - 1].isNameNext = true
      case 0x22:
        let end = Self.endOfText(bytes, at + 1)
        if let top, top.isNameNext {
          levels[levels.count - 1].name = String(decoding: bytes[at + 1..<end], as: UTF8.self)
            .lowercased()
          levels[levels.count - 1].isNameNext = false
        } else if isPerson {
          put(at + 1..<end, of: top?.name ?? "", in: &result, escapes: true)
        }
        at = end
      case 0x2D, 0x30...0x39:
        let end = bytes[at...].firstIndex { !"-+.eE0123456789".utf8.contains($0) } ?? bytes.count
        // The first digit stays: a number does not begin with a zero.
        if isPerson, end > at + 2 {
          put(at + 1..<end, of: top?.name ?? "", in: &result, escapes: false)
        }
        at = end - 1
      default: break
      }
      at += 1
    }
    return result
  }

  private static func endOfText(_ bytes: [UInt8], _ start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != 0x22 { at += bytes[at] == 0x5C ? 2 : 1 }
    return min(at, bytes.count)
  }

  // MARK: XML

  /// The same XML with stand-ins in the text of elements.
  package mutating func replace(xml bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var names: [(name: String, isPerson: Bool)] = []
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0x3C else {
        let end = bytes[at...].firstIndex(of: 0x3C) ?? bytes.count
        if let top = names.last, top.isPerson {
          put(at..<end, of: top.name, in: &result, escapes: false)
        }
        at = end
        continue
      }
      let end = bytes[at...].firstIndex(of: 0x3E) ?? bytes.count - 1
      let tag = bytes[at + 1..<max(at + 1, end)]
      switch tag.first {
      case 0x2F: _ = names.popLast()
      case 0x21, 0x3F: break
      default:
        if tag.last != 0x2F {
          let name = Self.localName(tag)
          let isPerson = (names.last?.isPerson ?? false) || Self.people.contains(name)
          names.append((name, isPerson))
        }
      }
      at = end + 1
    }
    return result
  }

  private static func localName(_ tag: ArraySlice<UInt8>) -> String {
    let name = tag.prefix { $0 > 0x20 && $0 != 0x2F }
    let local = name.lastIndex(of: 0x3A).map { name[($0 + 1)...] } ?? name
    return String(decoding: local, as: UTF8.self).lowercased()
  }

  // MARK: Letters and digits

  /// Replaces letters and digits of a run by others of their kind; signs, spaces and escapes stay.
  private mutating func put(
    _ range: Range<Int>, of name: String, in bytes: inout [UInt8], escapes: Bool
  ) {
    if spared.contains(name) || range.isEmpty { return }
    var seed: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes[range] { seed = (seed ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var at = range.lowerBound
    func next(_ count: UInt64) -> UInt64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (seed >> 33) % count
    }
    while at < range.upperBound {
      let byte = bytes[at]
      switch byte {
      case 0x5C where escapes: at += Self.replaceEscape(&bytes, at, range.upperBound, next)
      case 0x26 where !escapes:
        // An entity of XML.
        at = (bytes[at..<range.upperBound].firstIndex(of: 0x3B) ?? at) + 1
      case 0x30...0x39: Self.set(&bytes, &at, UInt8(0x30 + next(10)))
      case 0x41...0x5A: Self.set(&bytes, &at, UInt8(0x41 + next(26)))
      case 0x61...0x7A: Self.set(&bytes, &at, UInt8(0x61 + next(26)))
      case 0xD0...0xD4 where at + 1 < range.upperBound:
        let scalar = UInt32(byte & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
        let other = Self.cyrillic(scalar, next)
        bytes[at] = UInt8(0xC0 | other >> 6)
        bytes[at + 1] = UInt8(0x80 | other & 0x3F)
        at += 2
      default: at += 1
      }
    }
    replaced.insert(name)
  }

  private static func set(_ bytes: inout [UInt8], _ at: inout Int, _ byte: UInt8) {
    bytes[at] = byte
    at += 1
  }

  /// Another Cyrillic letter, large or small as the first.
  private static func cyrillic(_ scalar: UInt32, _ next: (UInt64) -> UInt64) -> UInt32 {
    let isLarge = (0x400...0x42F).contains(scalar)
    return (isLarge ? 0x410 : 0x430) + UInt32(next(32))
  }

  /// Replaces the letter behind `\u`; gives the length of the escape.
  private static func replaceEscape(
    _ bytes: inout [UInt8], _ at: Int, _ end: Int, _ next: (UInt64) -> UInt64
  ) -> Int {
    guard at + 5 < end, bytes[at + 1] == 0x75,
      let unit = UInt32(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
    else { return 2 }
    let other: UInt32
    switch unit {
    case 0x30...0x39: other = 0x30 + UInt32(next(10))
    case 0x41...0x5A: other = 0x41 + UInt32(next(26))
    case 0x61...0x7A: other = 0x61 + UInt32(next(26))
    case 0x400...0x52F: other = cyrillic(unit, next)
    default: return 6
    }
    let digits = String(other, radix: 16)
    let padded = String(repeating: "0", count: 4 - digits.count) + digits
    bytes.replaceSubrange(at + 2..<at + 6, with: Array(padded.utf8))
    return 6
  }
}
