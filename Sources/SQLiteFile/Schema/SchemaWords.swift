/// The bare words of a statement: neither names in quotes, nor texts, nor comments.
struct SchemaWords {
  private var words: [String] = []

  init(_ sql: String) {
    var bytes = Array(sql.utf8)[...]
    while let byte = bytes.first {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        bytes = bytes.dropFirst().drop { $0 != byte }.dropFirst()
      case UInt8(ascii: "["):
        bytes = bytes.drop { $0 != UInt8(ascii: "]") }.dropFirst()
      case UInt8(ascii: "-") where bytes.dropFirst().first == byte:
        bytes = bytes.drop { $0 != UInt8(ascii: "\n") }
      case UInt8(ascii: "/") where bytes.dropFirst().first == UInt8(ascii: "*"):
        bytes = bytes.dropFirst(2)
        while !bytes.isEmpty, !bytes.starts(with: "*/".utf8) { bytes = bytes.dropFirst() }
        bytes = bytes.dropFirst(2)
      case _ where Self.isWord(byte):
        words.append(String(decoding: bytes.prefix(while: Self.isWord), as: UTF8.self).uppercased())
        bytes = bytes.drop(while: Self.isWord)
      default: bytes = bytes.dropFirst()
      }
    }
  }

  /// The first word that is one of these.
  func first(of wanted: Set<String>) -> String? { words.first(where: wanted.contains) }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }
}
