import Domain
import Projecting

/// Rows from 1C's register of barcodes: packagings of one owner are one row.
struct OneCBarcodeRows {
  private let references: References
  private let columns = P901Columns()
  private let fields = OneCBarcode()

  init(_ references: References) { self.references = references }

  func add(_ group: DocumentGroup, to rows: any RowSink) throws {
    var holders: [Holding: [Document]] = [:]
    for document in group.documents {
      guard let record = try document.lastStated?.record(), let barcode = record[fields.barcode],
        let item = record[fields.nomenclature_ref]?.string
      else { continue }
      let characteristic = record[fields.characteristic_ref]?.string
      let owner = characteristic.map { "\(item)/\($0)" } ?? item
      holders[Holding(barcode: barcode.string, owner: owner, item: item), default: []]
        .append(document)
    }
    for (holding, documents) in holders.sorted(by: { $0.key.order < $1.key.order }) {
      try add(holding, documents, to: rows)
    }
  }

  /// A barcode and whose it is; a group may hold barcodes that begin alike up to a `/`.
  private struct Holding: Hashable {
    let barcode: String
    let owner: String
    let item: String

    var order: (String, String) { (barcode, owner) }
  }

  private func add(
    _ holding: Holding, _ documents: [Document], to rows: any RowSink
  ) throws {
    let connection = documents[0].connection
    var row = rows.blank()
    row[columns.source] = "1C"
    row[columns.connection_mp_ref] = connection
    row[columns.barcode] = holding.barcode
    row[columns.owner_ref] = holding.owner
    row[columns.nomenclature_ref] = holding.item
    row[columns.article] = references.item(connection, holding.item)?.article
    let holders = documents.map { document in
      BarcodeHolder(document, document.versions.map { $0.isWithdrawal ? .gone : .present })
    }
    try rows.add(&row, heldBy: holders, references)
  }
}
