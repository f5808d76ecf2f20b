/// Changes payloads as bad luck and bad will do.
package enum Mutation {
  package static func mutated(_ bytes: [UInt8], _ random: inout some RandomNumberGenerator)
    -> [UInt8]
  {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) { change(&bytes, &random) }
    return bytes
  }

  private static let words = [
    "null", "true", "-1", "0", "1e400", "99999999999999999999999", "9223372036854775807", "0.00005",
    "\"\"", "\"text\"", "[]", "{}", "[[[[[[[[]]]]]]]]", "\"\\ud800\"", "\"\\u0000\"",
    "\"0001-01-01\"",
    "\"2026-13-45\"", "\"9999-12-31T23:59:59Z\"", "-922337203685477.5807", ";", ",", "\"", "\n",
    "<a>",
    "&amp;", "]]>", "1 234,56", "{\"a\":1,\"a\":2}",
  ].map { Array($0.utf8) }

  private static func change(_ bytes: inout [UInt8], _ random: inout some RandomNumberGenerator) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
    switch Int.random(in: 0..<9, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.removeSubrange(place...)
    case 3: bytes.removeSubrange(place..<end)
    case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 5, 6: swapValue(&bytes, place, &random)
    case 7: bytes.insert(contentsOf: words.randomElement(using: &random) ?? [], at: place)
    default:
      let other = Int.random(in: 0..<bytes.count, using: &random)
      bytes.swapAt(place, other)
    }
  }

  /// Puts another value in the place of one: a number, a text, or a cell.
  private static func swapValue(
    _ bytes: inout [UInt8], _ place: Int, _ random: inout some RandomNumberGenerator
  ) {
    let marks: Set<UInt8> = [0x3A, 0x3B, 0x3E]
    guard let start = bytes[place...].firstIndex(where: marks.contains).map({ $0 + 1 }) else {
      return
    }
    let ends: Set<UInt8> = [0x2C, 0x7D, 0x3B, 0x0A, 0x3C]
    let end = bytes[start...].firstIndex(where: ends.contains) ?? bytes.count
    bytes.replaceSubrange(start..<end, with: words.randomElement(using: &random) ?? [])
  }
}
