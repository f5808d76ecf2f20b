/// Cuts a JSON payload into pages by its rows, byte for byte.
package struct RowSplitter {
  private let bytes: [UInt8]
  private let rows: [Range<Int>]

  /// Takes a payload that is an array, or an object with an array `value`; `nil` for others.
  package init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard let start = Self.start(bytes) else { return nil }
    var rows: [Range<Int>] = []
    var depth = 0
    var inText = false
    var index = start
    var rowStart: Int?
    while index < bytes.count {
      let byte = bytes[index]
      if inText {
        if byte == 0x5C { index += 1 } else if byte == 0x22 { inText = false }
      } else {
        switch byte {
        case 0x22: inText = true
        case 0x7B, 0x5B:
          if depth == 0 { rowStart = index }
          depth += 1
        case 0x7D, 0x5D:
          depth -= 1
          if depth == 0, let first = rowStart { rows.append(first..<index + 1) }
        default: break
        }
        if depth < 0 { break }
      }
      index += 1
    }
    if rows.isEmpty { return nil }
    self.rows = rows
  }

  private static func start(_ bytes: [UInt8]) -> Int? {
    let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0x20, 0x0A, 0x0D, 0x09]
    guard let first = bytes.firstIndex(where: { !marks.contains($0) }) else { return nil }
    if bytes[first] == 0x5B { return first + 1 }
    // 1C's answers have their rows in `value`, straight after the metadata.
    let name = Array("\"value\":[".utf8)
    let blanks = bytes.indices.prefix(2_000).filter { !marks.contains(bytes[$0]) }
    for place in blanks.indices.dropLast(name.count)
    where blanks[place..<place + name.count].map({ bytes[$0] }) == name {
      return blanks[place + name.count - 1] + 1
    }
    return nil
  }

  package var count: Int { rows.count }

  /// The payload with these rows alone.
  package func page(_ range: Range<Int>) -> [UInt8] {
    guard let first = rows.first, let last = rows.last else { return bytes }
    let lines = rows[range].map { Array(bytes[$0]) }
    return Array(
      bytes[..<first.lowerBound] + lines.joined(separator: [0x2C, 0x0A])
        + bytes[last.upperBound...])
  }

  /// Pages that together hold all rows, cut at random places.
  package func pages(_ random: inout SeededRandom) -> [Range<Int>] {
    var cuts = Set(
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        Int.random(in: 0...count, using: &random)
      })
    cuts.formUnion([0, count])
    let places = cuts.sorted()
    return zip(places, places.dropFirst()).map { $0..<$1 }.filter { !$0.isEmpty }
  }
}
