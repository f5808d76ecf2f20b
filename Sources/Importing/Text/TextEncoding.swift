package import Domain

/// How the text of a payload is written down: as UTF-8, or as Russian Windows programs save it.
package enum TextEncoding: Sendable, Equatable {
  case utf8, windows1251

  /// UTF-8 when the bytes are valid UTF-8; they hardly ever are by accident.
  package init(of bytes: Bytes) {
    self = UTF8Check.firstInvalid(bytes) == nil ? .utf8 : .windows1251
  }

  /// Appends the characters that `bytes` stand for, as UTF-8.
  package func decode(_ bytes: Bytes, into text: inout [UInt8]) {
    switch self {
    case .utf8: text.append(bytes)
    case .windows1251: Windows1251.decode(bytes, into: &text)
    }
  }

  /// The characters that `bytes` stand for.
  package func string(_ bytes: Bytes) -> String {
    var text: [UInt8] = []
    decode(bytes, into: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
