package import Domain
package import Projecting

/// Barcodes and whose they are: one row per barcode, source and owner (`read-tables` §2).
package struct P901NomenclatureBarcodes: Projector {
  package static let version = 1
  package static let kinds: Set<StreamKind> = [OneCBarcode.kind]
  package static let references: Set<StreamKind> = [
    ConnectionSettings.kind, OneCNomenclature.kind, OneCBarcode.kind, ProductMatched.kind,
  ]
  package static let grouping = Grouping.named

  package static let tables = [
    Table(
      "p901_nomenclature_barcodes", Shape(of: P901Columns.self),
      key: ["source", "connection_mp_ref", "barcode", "owner_ref"],
      indexes: [["barcode"], ["nomenclature_ref"]])
  ]

  package init() {}

  /// 1C: one barcode; its packagings make one row together.
  package func group(of event: Event, into key: inout [UInt8]) throws {
    guard !event.schema.isCompletion else { return }
    RowKey.append(event.connection, to: &key)
    RowKey.append(event.kind.name, to: &key)
    let barcode = event.naturalID.firstIndex(of: 0x2F).map { event.naturalID.prefix($0) }
    RowKey.append(barcode ?? event.naturalID, to: &key)
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    try OneCBarcodeRows(references).add(group, to: rows)
  }
}
