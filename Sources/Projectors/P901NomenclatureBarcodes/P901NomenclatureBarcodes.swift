package import Domain
package import Projecting

/// Barcodes and whose they are: one row per barcode, source and owner (`read-tables` §2).
package final class P901NomenclatureBarcodes: Projector {
  package static let version = 3
  package static let kinds: Set<StreamKind> = ProductCards.kinds.union([OneCBarcode.kind])
  package static let linked: Set<StreamKind> = [OzonProduct.kind]
  package static let references: Set<StreamKind> = [
    ConnectionSettings.kind, OneCNomenclature.kind, OneCBarcode.kind, ProductMatched.kind,
  ]
  package static let claims = kinds
  package static let grouping = Grouping.named

  package static let tables = [
    Table(
      "p901_nomenclature_barcodes", Shape(of: P901Columns.self),
      key: ["source", "connection_mp_ref", "barcode", "owner_ref"],
      indexes: [["barcode"], ["nomenclature_ref"]])
  ]

  package init() {}

  /// One barcode of 1C, whose packagings make a row together; one product of a marketplace.
  ///
  /// Ozon's cards name theirs by the sku, which they hold.
  package func group(of event: Event, into key: ByteBuffer) throws {
    guard !event.isCompletion else { return }
    var product: String?
    if event.kind == OzonProduct.kind {
      guard let card = try ProductCards.card(event) else { return }
      product = card.product
    }
    RowKey.append(event.connection, to: key)
    RowKey.append(event.kind.name, to: key)
    if let product {
      RowKey.append(product, to: key)
    } else if event.kind == OneCBarcode.kind {
      let barcode = event.naturalID.firstIndex(of: 0x2F).map { event.naturalID.prefix($0) }
      RowKey.append(barcode ?? event.naturalID, to: key)
    } else {
      RowKey.append(event.naturalID, to: key)
    }
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    if group.documents.first?.kind == OneCBarcode.kind {
      try OneCBarcodeRows(references).add(group, to: rows)
    } else {
      try CardBarcodeRows(references).add(group, to: rows)
    }
  }
}
