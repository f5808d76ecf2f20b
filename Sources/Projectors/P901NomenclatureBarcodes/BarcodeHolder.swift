import Domain
import Projecting

private let columns = P901Columns()

/// A document that holds, or held, the barcode of a row.
struct BarcodeHolder {
  let document: Document

  /// For each version, whether it holds the barcode.
  let states: [Sightings.State]

  init(_ document: Document, _ states: [Sightings.State]) {
    self.document = document
    self.states = states
  }
}

extension RowSink {
  /// Takes a row that all these documents make together; when each saw it is filled in.
  func add(
    _ row: inout Record, heldBy holders: [BarcodeHolder], _ references: References
  ) throws {
    let sightings = holders.compactMap { Sightings($0.document, references, $0.states) }
    guard let first = sightings.map(\.first).min(), let last = sightings.map(\.last).max(),
      let position = holders.map(\.document.firstPosition).min(),
      let latest = holders.map(\.document.latest).max(by: { $0.position < $1.position })
    else { return }
    row[columns.is_active] = sightings.contains(where: \.isActive)
    row[columns.first_seen_at] = first
    row[columns.last_seen_at] = last
    try add(row, table: 0, first: position, last: latest)
  }
}
