/// A header and the rows under it, from a CSV payload or out of an archive or a workbook.
///
/// Borrowed: valid inside the call that hands it over.
package struct SourceTable {
  /// The name of the file or the sheet, for messages.
  package let name: String

  /// The cells of the first row with text in it.
  package let header: [String]

  /// The names in the header, in lower case.
  package var columns: Set<String> { Set(header.map { $0.lowercased() }) }

  /// How a workbook counts days, in cells that hold numbers.
  package let serialDays: SerialDays?

  private let rows: Rows
  private let entry: Range<Int>?

  /// What the text was before it became UTF-8.
  private let unicode: UTF16Text?

  enum Rows {
    case csv(CSVRows)
    case sheet(XLSXRows)

    mutating func next(_ row: inout TableRowBuffer) throws(PayloadError) -> Bool {
      switch self {
      case .csv(var rows):
        defer { self = .csv(rows) }
        return try rows.next(&row)
      case .sheet(var rows):
        defer { self = .sheet(rows) }
        return try rows.next(&row)
      }
    }
  }

  /// Reads the header; `entry` is the place in the archive of what the table was unpacked from.
  init(
    _ name: String, _ rows: Rows, entry: Range<Int>? = nil, serialDays: SerialDays? = nil,
    unicode: UTF16Text? = nil
  ) throws(PayloadError) {
    self.unicode = unicode
    self.name = name
    self.entry = entry
    self.serialDays = serialDays
    var rows = rows
    var row = TableRowBuffer()
    header = try Self.next(&rows, &row, name, entry) ? row.borrowed(\.strings) : []
    self.rows = rows
  }

  /// Calls `body` with each row under the header that has text in it.
  ///
  /// Provenance is a run of bytes of the payload as archived. So a row of a CSV payload has its own
  /// bytes, and a row that was unpacked has those of the archive's entry.
  package func forEachRow(
    _ body: (TableRow) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    var rows = rows
    var row = TableRowBuffer()
    while try Self.next(&rows, &row, name, entry) {
      if let unicode { row.move(to: unicode.places(of: row.range)) }
      try row.borrowed(body)
    }
  }

  /// What is broken inside an entry is told by the entry's place: its own bytes are not archived.
  private static func next(
    _ rows: inout Rows, _ row: inout TableRowBuffer, _ name: String, _ entry: Range<Int>?
  ) throws(PayloadError) -> Bool {
    do throws(PayloadError) {
      guard try rows.next(&row) else { return false }
    } catch {
      guard let entry else { throw error }
      throw error.inside(name, at: entry.lowerBound)
    }
    if let entry { row.move(to: entry) }
    return true
  }
}

extension PayloadError {
  /// The same trouble in an unpacked entry, told by the entry's place in the archive.
  func inside(_ name: String, at place: Int) -> PayloadError {
    let byte = offset.map { ", unpacked byte \($0)" } ?? ""
    return PayloadError("\(name)\(byte): \(reason)", at: place)
  }
}
