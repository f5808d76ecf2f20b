package import Domain

/// Takes rows.
package protocol RowSink: AnyObject {
  /// An empty row of the projector's `table`-th table, to be filled and added before the next one.
  func blank(table: Int) -> Record

  /// Takes a row of the projector's `table`-th table; one that is given away with `consume` lends its
  /// memory to the next.
  ///
  /// `first` is the position of the first event that shaped the row, `last` the event whose state
  /// the row shows.
  func add(_ row: consuming Record, table: Int, first: Int64, last: Event) throws
}

extension RowSink {
  /// An empty row of the first table.
  package func blank() -> Record { blank(table: 0) }

  /// Takes a row of the first table that one document shaped.
  package func add(_ row: consuming Record, of document: Document) throws {
    try add(row, table: 0, first: document.firstPosition, last: document.latest)
  }
}
