import Domain

/// How articles are compared: without spaces around, whatever the case.
package enum Article {
  package static func folded(_ article: String) -> String {
    if let plain = article.borrowed(foldedPlain) { return plain }
    var text = article[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text.lowercased()
  }

  /// The same for ASCII and the letters А to я, of which nearly all articles are; `nil` for others.
  private static func foldedPlain(_ article: Bytes) -> String? {
    var folded: [UInt8] = []
    folded.reserveCapacity(article.count)
    var lead: UInt8 = 0
    for index in 0..<article.count {
      let byte = article[index]
      switch (lead, byte) {
      case (0, 0x41...0x5A): folded.append(byte + 0x20)
      case (0, 0x20...0x7E): folded.append(byte)
      case (0, 0xD0), (0, 0xD1):
        lead = byte
        continue
      // А to П, Р to Я, а to п, р to я.
      case (0xD0, 0x90...0x9F): folded.append(0xD0, byte + 0x20)
      case (0xD0, 0xA0...0xAF): folded.append(0xD1, byte - 0x20)
      case (0xD0, 0xB0...0xBF), (0xD1, 0x80...0x8F): folded.append(lead, byte)
      default: return nil
      }
      lead = 0
    }
    return lead == 0 ? folded.borrowed { $0.trimmed.string } : nil
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ lead: UInt8, _ byte: UInt8) {
    append(lead)
    append(byte)
  }
}
