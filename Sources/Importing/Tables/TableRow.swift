package import Domain

/// One row of a table, its cells as UTF-8 without spaces at their ends.
///
/// Borrowed: valid inside the call that hands it over.
package struct TableRow {
  private let text: Bytes
  private let cells: [Range<Int>]

  /// Where the row lies in the payload; a row out of an archive has the place of its entry.
  package let range: Range<Int>

  /// The payload ends inside the row, so that its last cells may be missing.
  package let isCut: Bool

  fileprivate init(_ text: Bytes, _ buffer: TableRowBuffer) {
    self.text = text
    cells = buffer.cells
    range = buffer.range
    isCut = buffer.isCut
  }

  package var count: Int { cells.count }

  /// A cell; beyond the end of a short row it is empty.
  package subscript(index: Int) -> Bytes {
    index < cells.count ? text[cells[index]].trimmed : .none
  }

  /// All cells as texts.
  package var strings: [String] { (0..<count).map { self[$0].string } }
}

/// Where a row's cells are put together, used again for each row.
package struct TableRowBuffer {
  private var text: [UInt8] = []
  fileprivate private(set) var cells: [Range<Int>] = []
  package private(set) var range = 0..<0
  fileprivate private(set) var isCut = false
  private var start = 0

  package init() {}

  package var count: Int { cells.count }

  /// Bytes of text in all cells.
  package var size: Int { text.count }

  /// Nothing but spaces in any cell.
  package var isBlank: Bool { text.allSatisfy(\.isSpace) }

  package mutating func clear() {
    text.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    start = 0
  }

  /// Adds to the cell that is being put together.
  package mutating func extend(_ bytes: Bytes, _ encoding: TextEncoding = .utf8) {
    encoding.decode(bytes, into: &text)
  }

  package mutating func endCell() {
    cells.append(start..<text.count)
    start = text.count
  }

  /// Adds a whole cell.
  package mutating func append(_ bytes: Bytes, _ encoding: TextEncoding = .utf8) {
    extend(bytes, encoding)
    endCell()
  }

  package mutating func append(_ text: [UInt8]) { text.borrowed { append($0) } }

  package mutating func end(_ range: Range<Int>, isCut: Bool) {
    self.range = range
    self.isCut = isCut
  }

  /// Gives the row another place: that of the archive's entry.
  package mutating func move(to range: Range<Int>) { self.range = range }

  /// Lends the row for the length of `body`.
  package func borrowed<Result, E: Error>(
    _ body: (TableRow) throws(E) -> Result
  ) throws(E) -> Result {
    try text.borrowed { (bytes) throws(E) in try body(TableRow(bytes, self)) }
  }
}
