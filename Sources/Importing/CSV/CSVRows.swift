package import Domain

/// Cuts a CSV payload into rows, one after another, by RFC 4180.
///
/// Cells are handed over as UTF-8; the range of a row is that of its bytes as they came, so that
/// provenance holds in any encoding.
package struct CSVRows {
  private let bytes: Bytes
  private let dialect: CSVDialect
  private var offset: Int
  private var rows = 0

  /// Cells in one row.
  package static let columnsMax = 1_000

  /// Rows in one payload.
  package static let rowsMax = 10_000_000

  package init(_ bytes: Bytes, _ dialect: CSVDialect) {
    self.bytes = bytes
    self.dialect = dialect
    offset = dialect.start
  }

  /// Reads the next row that has text in it; false at the end.
  package mutating func next(_ row: inout TableRowBuffer) throws(PayloadError) -> Bool {
    while offset < bytes.count {
      try read(&row)
      rows += 1
      guard rows <= Self.rowsMax else {
        throw PayloadError("more than \(Self.rowsMax) rows", at: row.range.lowerBound)
      }
      if !row.isBlank { return true }
    }
    return false
  }

  private mutating func read(_ row: inout TableRowBuffer) throws(PayloadError) {
    let start = offset
    row.clear()
    while true {
      guard row.count < Self.columnsMax else {
        throw PayloadError("a row of more than \(Self.columnsMax) cells", at: start)
      }
      if offset < bytes.count, bytes[offset] == 0x22 {
        try quoted(&row)
      } else {
        try plain(&row)
      }
      guard offset < bytes.count else {
        row.end(start..<offset, isCut: true)
        return
      }
      let end = bytes[offset]
      offset += 1
      if end == dialect.delimiter { continue }
      let width = end == 0x0D ? 2 : 1
      row.end(start..<offset - 1, isCut: false)
      offset += width - 1
      return
    }
  }

  /// A cell without quotes, up to the delimiter or the end of the line.
  private mutating func plain(_ row: inout TableRowBuffer) throws(PayloadError) {
    let start = offset
    while offset < bytes.count, !endsCell(offset) { offset += 1 }
    try check(start..<offset)
    row.append(bytes[start..<offset], dialect.encoding)
  }

  /// A cell in quotes, in which two quotes are one.
  private mutating func quoted(_ row: inout TableRowBuffer) throws(PayloadError) {
    let open = offset
    offset += 1
    var start = offset
    while offset < bytes.count {
      guard bytes[offset] == 0x22 else {
        offset += 1
        continue
      }
      let isDoubled = offset + 1 < bytes.count && bytes[offset + 1] == 0x22
      try check(open..<offset)
      row.extend(bytes[start..<(isDoubled ? offset + 1 : offset)], dialect.encoding)
      offset += isDoubled ? 2 : 1
      start = offset
      if isDoubled { continue }
      guard offset == bytes.count || endsCell(offset) else {
        throw PayloadError("a quote inside a quoted cell is not doubled", at: offset - 1)
      }
      row.endCell()
      return
    }
    throw PayloadError("a quoted cell never ends", at: open)
  }

  private func endsCell(_ place: Int) -> Bool {
    let byte = bytes[place]
    if byte == dialect.delimiter || byte == 0x0A { return true }
    return byte == 0x0D && place + 1 < bytes.count && bytes[place + 1] == 0x0A
  }

  private func check(_ cell: Range<Int>) throws(PayloadError) {
    guard cell.count <= Record.textMax else {
      throw PayloadError("a cell over \(Record.textMax >> 20) MiB", at: cell.lowerBound)
    }
  }
}
