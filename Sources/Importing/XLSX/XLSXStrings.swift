import Domain

/// The texts that cells of a workbook share, in one buffer.
struct XLSXStrings {
  static let part = "xl/sharedStrings.xml"

  /// Texts in one workbook.
  static let countMax = 2_000_000

  private var text: [UInt8] = []
  private var ranges: [Range<Int>] = []

  mutating func read(_ scanner: inout XMLScanner) throws(PayloadError) {
    while let token = try scanner.next() {
      guard case .open(let name) = token, name == "si" else { continue }
      guard ranges.count < Self.countMax else {
        throw PayloadError("more than \(Self.countMax) shared texts", at: scanner.offset)
      }
      let start = text.count
      try Self.appendText(&scanner, to: &text)
      ranges.append(start..<text.count)
    }
  }

  /// The characters of an element's runs; how Japanese is read aloud (`rPh`) is none of them.
  static func appendText(
    _ scanner: inout XMLScanner, to text: inout [UInt8]
  ) throws(PayloadError) {
    let outside = scanner.depth - 1
    while let token = try scanner.next() {
      switch token {
      case .open(let name) where name == "t": text += try scanner.elementText()
      case .open(let name) where name == "rPh": try scanner.skipElement()
      case .close: if scanner.depth == outside { return }
      case .open, .text: continue
      }
    }
  }

  subscript(index: Int) -> ArraySlice<UInt8>? {
    ranges.indices.contains(index) ? text[ranges[index]] : nil
  }
}
