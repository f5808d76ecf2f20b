package import Domain
package import Projecting

/// Every line sold or returned in any marketplace (`read-tables` §1).
package struct P900SalesRegister: Projector {
  package static let version = 1
  package static let kinds: Set<StreamKind> = [WBSale.kind]
  package static let references: Set<StreamKind> = PriceStatement.kinds.union([
    ConnectionSettings.kind, OneCBarcode.kind, OneCNomenclature.kind, OneCOrganization.kind,
    ProductMatched.kind, WBCard.kind,
  ])
  package static let grouping = Grouping.named

  package static let tables = [
    Table(
      "p900_sales_register", Shape(of: P900Columns.self),
      key: ["connection_mp_ref", "document_type", "document_no", "line_id"],
      indexes: [["sale_date"], ["connection_mp_ref", "marketplace_product_ref"]])
  ]

  package init() {}

  /// Each document by itself; a sale and a return without saleID by their srid.
  package func group(of event: Event, into key: inout [UInt8]) throws {
    guard !event.schema.isCompletion else { return }
    RowKey.append(event.connection, to: &key)
    RowKey.append(event.kind.name, to: &key)
    let slash = event.naturalID.firstIndex(of: 0x2F)
    RowKey.append(slash.map { event.naturalID.prefix($0) } ?? event.naturalID, to: &key)
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    // By natural id `srid/return` comes before `srid/sale`.
    for (index, document) in group.documents.filter({ !$0.isWithdrawn }).reversed().enumerated() {
      switch document.kind {
      case WBSale.kind:
        try WBSaleRows(references).add(document, ordinal: index > 0 ? index + 1 : nil, to: rows)
      default: break
      }
    }
  }
}
