package import Domain
package import Projecting

/// Every line sold or returned in any marketplace (`read-tables` §1).
package struct P900SalesRegister: Projector {
  package static let version = 1
  package static let kinds: Set<StreamKind> = [WBSale.kind]
  package static let references: Set<StreamKind> = [
    ConnectionSettings.kind, OneCNomenclature.kind, OneCBarcode.kind, OneCDealerPrice.kind,
    ProductMatched.kind,
  ]
  package static let grouping = Grouping.named

  package static let tables = [
    Table(
      "p900_sales_register", Shape(of: P900Columns.self),
      key: ["connection_mp_ref", "document_type", "document_no", "line_id"],
      indexes: [["sale_date"], ["connection_mp_ref", "marketplace_product_ref"]])
  ]

  package init() {}

  /// Each document by itself.
  package func group(of event: Event, into key: inout [UInt8]) throws {
    guard !event.schema.isCompletion else { return }
    RowKey.append(event.connection, to: &key)
    RowKey.append(event.kind.name, to: &key)
    RowKey.append(event.naturalID, to: &key)
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    for document in group.documents where !document.isWithdrawn {
      switch document.kind {
      case WBSale.kind: try WBSaleRows(references).add(document, to: rows)
      default: break
      }
    }
  }
}
