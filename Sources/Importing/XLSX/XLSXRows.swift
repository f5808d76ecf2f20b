import Domain

/// Cuts the part of a sheet into rows, one after another.
struct XLSXRows {
  private var scanner: XMLScanner
  private let strings: XLSXStrings
  private let styles: XLSXStyles
  private var sharedSize = 0

  /// What shared texts may add up to, each counted where it stands: a short file can say much.
  static let sharedSizeMax = 256 << 20

  /// Text in one row.
  static let rowSizeMax = 4 << 20

  init(_ bytes: Bytes, _ strings: XLSXStrings, _ styles: XLSXStyles) throws(PayloadError) {
    scanner = try XMLScanner(bytes)
    self.strings = strings
    self.styles = styles
  }

  /// Reads the next row that has text in it; false at the end.
  mutating func next(_ row: inout TableRowBuffer) throws(PayloadError) -> Bool {
    while let token = try scanner.next() {
      guard case .open(let name) = token, name == "row" else { continue }
      row.clear()
      let start = scanner.range.lowerBound
      try cells(&row)
      row.end(start..<scanner.range.upperBound, isCut: false)
      if !row.isBlank { return true }
    }
    return false
  }

  private mutating func cells(_ row: inout TableRowBuffer) throws(PayloadError) {
    let outside = scanner.depth - 1
    var next = 0
    while let token = try scanner.next() {
      switch token {
      case .open(let name) where name == "c":
        let column = try column() ?? next
        next = column + 1
        let text = try cell()
        if text.isEmpty { continue }
        guard column >= row.count, column < CSVRows.columnsMax else {
          throw PayloadError("a cell out of its place", at: scanner.range.lowerBound)
        }
        while row.count < column { row.endCell() }
        row.append(text)
        guard row.size <= Self.rowSizeMax else {
          throw PayloadError(
            "a row over \(Self.rowSizeMax >> 20) MiB", at: scanner.range.lowerBound)
        }
      case .close: if scanner.depth == outside { return }
      case .open, .text: continue
      }
    }
  }

  /// The column of `r="AB12"`, from 0; some writers leave it out.
  private func column() throws(PayloadError) -> Int? {
    guard let place = scanner.attribute("r") else { return nil }
    var column = 0
    for index in 0..<place.count {
      guard (0x41...0x5A).contains(place[index]), index < 4 else { break }
      column = column * 26 + Int(place[index] - 0x40)
    }
    guard column > 0 else {
      throw PayloadError("«\(place.string)» is not a cell", at: scanner.range.lowerBound)
    }
    return column - 1
  }

  /// The digits or the text of the cell whose tag was just opened.
  private mutating func cell() throws(PayloadError) -> [UInt8] {
    let type = scanner.attribute("t")
    let isShared = type.map { $0 == "s" } ?? false
    let isNumber = type.map { $0 == "n" } ?? true
    let width = styles.width(Int(scanner.attribute("s")?.integer ?? 0))
    let outside = scanner.depth - 1
    var text: [UInt8] = []
    while let token = try scanner.next() {
      switch token {
      case .open(let name) where name == "v": text = try scanner.elementText()
      case .open(let name) where name == "is": try XLSXStrings.appendText(&scanner, to: &text)
      case .open: try scanner.skipElement()
      case .close:
        guard scanner.depth == outside else { continue }
        if isNumber {
          return text.borrowed { SpreadsheetNumber.digits($0.trimmed, width: width) } ?? text
        }
        return try isShared ? shared(text) : text
      case .text: continue
      }
    }
    return text
  }

  private mutating func shared(_ number: [UInt8]) throws(PayloadError) -> [UInt8] {
    if number.isEmpty { return [] }
    guard let index = number.borrowed({ $0.trimmed.integer }), index >= 0, index < Int64(Int32.max),
      let text = strings[Int(index)]
    else { throw PayloadError("a shared text that is not there", at: scanner.range.lowerBound) }
    sharedSize += text.count
    guard sharedSize <= Self.sharedSizeMax else {
      throw PayloadError(
        "the sheet's texts add up to more than \(Self.sharedSizeMax >> 20) MiB",
        at: scanner.range.lowerBound)
    }
    return Array(text)
  }
}
