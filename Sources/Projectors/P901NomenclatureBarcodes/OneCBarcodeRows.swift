import Domain
import Projecting

/// Rows from 1C's register of barcodes: packagings of one owner are one row.
struct OneCBarcodeRows {
  private let references: References
  private let columns = P901Columns()
  private let fields = OneCBarcode()

  init(_ references: References) { self.references = references }

  func add(_ group: DocumentGroup, to rows: any RowSink) throws {
    var owners: [String: [Document]] = [:]
    for document in group.documents {
      guard let record = try document.lastStated?.record(),
        let item = record[fields.nomenclature_ref]?.string
      else { continue }
      let characteristic = record[fields.characteristic_ref]?.string
      owners[characteristic.map { "\(item)/\($0)" } ?? item, default: []].append(document)
    }
    for owner in owners.keys.sorted() {
      guard let documents = owners[owner] else { continue }
      try add(owner, documents, to: rows)
    }
  }

  private func add(_ owner: String, _ documents: [Document], to rows: any RowSink) throws {
    let sightings = documents.map { Sightings($0, references) }
    guard let last = documents.map(\.latest).max(by: { $0.position < $1.position }),
      let stated = try documents[0].lastStated?.record(), let barcode = stated[fields.barcode],
      let item = stated[fields.nomenclature_ref]?.string
    else { return }
    var row = Record(P901NomenclatureBarcodes.tables[0].shape)
    row[columns.source] = "1C"
    row[columns.connection_mp_ref] = last.connection
    row.set(columns.barcode, barcode)
    row[columns.owner_ref] = owner
    row[columns.nomenclature_ref] = item
    row[columns.article] = references.item(last.connection, item)?.article
    row[columns.is_active] = sightings.contains(where: \.isActive)
    row[columns.first_seen_at] = sightings.map(\.first).min()
    row[columns.last_seen_at] = sightings.map(\.last).max()
    try rows.add(
      row, table: 0, first: documents.map(\.firstPosition).min() ?? last.position, last: last)
  }
}

/// When a document was in an answer, as far as the log tells.
struct Sightings {
  let first: Instant
  let last: Instant
  let isActive: Bool

  /// A document is in each complete answer between its statements and its withdrawals.
  init(_ document: Document, _ references: References) {
    let stated = document.versions.filter { !$0.isWithdrawal }
    let clocks = stated.map(\.clock)
    first = clocks.min() ?? document.latest.clock
    isActive = !document.isWithdrawn
    var last = clocks.max() ?? document.latest.clock
    for claim in references.claims(document.connection, document.kind)
    where document.naturalID.hasPrefix(claim.scope) && claim.clock > last {
      let state = document.versions.last { $0.clock <= claim.clock }
      if let state, !state.isWithdrawal { last = claim.clock }
    }
    self.last = last
  }
}

extension Document {
  fileprivate var naturalID: String { latest.naturalID.string }
}
