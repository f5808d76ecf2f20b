/// A JSON value with the exact digits of its numbers, read by code that shares nothing with Svod's.
package indirect enum ExactJSON: Equatable, Sendable {
  case null
  case flag(Bool)
  case number(ExactNumber)
  case text(String)
  case list([ExactJSON])
  case object([String: ExactJSON])

  package struct Malformed: Error {
    package let offset: Int
  }

  package init(_ bytes: [UInt8]) throws {
    var reader = ExactJSONReader(bytes)
    self = try reader.document()
  }

  package init(_ text: String) throws { try self.init(Array(text.utf8)) }

  /// The values of NDJSON, one a line.
  package static func lines(_ text: String) throws -> [ExactJSON] {
    try text.split(separator: "\n").map { try ExactJSON(String($0)) }
  }

  package subscript(name: String) -> ExactJSON? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  package var elements: [ExactJSON] {
    if case .list(let elements) = self { elements } else { [] }
  }

  package var members: [String: ExactJSON] {
    if case .object(let members) = self { members } else { [:] }
  }

  package var text: String? { if case .text(let text) = self { text } else { nil } }
  package var number: ExactNumber? { if case .number(let number) = self { number } else { nil } }
}

extension ExactJSON: CustomStringConvertible {
  package var description: String {
    switch self {
    case .null: "null"
    case .flag(let flag): "\(flag)"
    case .number(let number): "\(number)"
    case .text(let text): "\"\(text)\""
    case .list(let elements): "[" + elements.map(\.description).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        .joined(separator: ",") + "}"
    }
  }
}

private struct ExactJSONReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  mutating func document() throws -> ExactJSON {
    let value = try value()
    skipSpace()
    guard index == bytes.count else { throw malformed }
    return value
  }

  private var malformed: ExactJSON.Malformed { ExactJSON.Malformed(offset: index) }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private func peek() throws -> UInt8 {
    guard index < bytes.count else { throw malformed }
    return bytes[index]
  }

  private mutating func take(_ byte: Character) throws -> Bool {
    skipSpace()
    guard try peek() == byte.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func value() throws -> ExactJSON {
    if try take("{") { return try object() }
    if try take("[") { return try list() }
    switch try peek() {
    case 0x22: return .text(try string())
    case 0x2D, 0x30...0x39: return .number(try number())
    default:
      for (word, value) in [
        ("true", ExactJSON.flag(true)), ("false", .flag(false)), ("null", .null),
      ]
      where bytes[index...].starts(with: Array(word.utf8)) {
        index += word.utf8.count
        return value
      }
      throw malformed
    }
  }

  private mutating func object() throws -> ExactJSON {
    var members: [String: ExactJSON] = [:]
    if try take("}") { return .object(members) }
    repeat {
      skipSpace()
      let name = try string()
      guard try take(":") else { throw malformed }
      members[name] = try value()
    } while try take(",")
    guard try take("}") else { throw malformed }
    return .object(members)
  }

  private mutating func list() throws -> ExactJSON {
    var elements: [ExactJSON] = []
    if try take("]") { return .list(elements) }
    repeat { elements.append(try value()) } while try take(",")
    guard try take("]") else { throw malformed }
    return .list(elements)
  }

  private mutating func number() throws -> ExactNumber {
    let start = index
    while index < bytes.count, "+-.eE0123456789".utf8.contains(bytes[index]) { index += 1 }
    let digits = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let number = ExactNumber(digits) else { throw malformed }
    return number
  }

  private mutating func string() throws -> String {
    guard try peek() == 0x22 else { throw malformed }
    index += 1
    var units: [UInt16] = []
    var plain: [UInt8] = []
    func flushed() -> [UInt16] { Array(String(decoding: plain, as: UTF8.self).utf16) }
    while try peek() != 0x22 {
      if bytes[index] != 0x5C {
        plain.append(bytes[index])
        index += 1
        continue
      }
      units += flushed()
      plain = []
      units.append(try escape())
    }
    index += 1
    return String(decoding: units + flushed(), as: UTF16.self)
  }

  private mutating func escape() throws -> UInt16 {
    index += 1
    let letter = try peek()
    index += 1
    switch letter {
    case 0x62: return 0x08
    case 0x66: return 0x0C
    case 0x6E: return 0x0A
    case 0x72: return 0x0D
    case 0x74: return 0x09
    case 0x75:
      guard index + 4 <= bytes.count,
        let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
      else { throw malformed }
      index += 4
      return unit
    default: return UInt16(letter)
    }
  }
}
