import Domain

/// How a workbook shows its numbers, as far as that changes what they name: zeros in front.
struct XLSXStyles {
  static let part = "xl/styles.xml"

  /// Styles in one workbook; beyond them numbers are shown as they are.
  private static let stylesMax = 100_000

  /// By number of the style, how many digits are shown at least; 0 for all other formats.
  private var widths: [Int] = []

  /// Digits before the point that a number of this style has at least.
  func width(_ style: Int) -> Int { widths.indices.contains(style) ? widths[style] : 0 }

  mutating func read(_ scanner: inout XMLScanner) throws(PayloadError) {
    var formats: [Int64: Int] = [:]
    var isInCells = false
    while let token = try scanner.next() {
      switch token {
      case .open(let name) where name == "numFmt":
        guard let id = scanner.attribute("numFmtId")?.integer,
          let code = scanner.attribute("formatCode")
        else { continue }
        formats[id] = Self.width(of: code)
      case .open(let name) where name == "cellXfs": isInCells = true
      case .open(let name) where name == "cellStyles": isInCells = false
      case .open(let name) where name == "xf" && isInCells:
        guard widths.count < Self.stylesMax else { return }
        widths.append(scanner.attribute("numFmtId")?.integer.flatMap { formats[$0] } ?? 0)
      case .open, .close, .text: continue
      }
    }
  }

  /// How many digits a format of zeros alone shows: `00000`.
  private static func width(of code: Bytes) -> Int {
    (2...20).contains(code.count) && (0..<code.count).allSatisfy { code[$0] == 0x30 }
      ? code.count : 0
  }
}
