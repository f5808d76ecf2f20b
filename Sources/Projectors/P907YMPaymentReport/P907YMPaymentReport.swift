package import Domain
package import Projecting

/// Yandex Market's united-netting report movement by movement, in its own names and signs
/// (`read-tables` §8).
package final class P907YMPaymentReport: Projector {
  package static let version = 2
  package static let kinds: Set<StreamKind> = [YMNettingMovement.kind]
  package static let linked: Set<StreamKind> = [YMNettingMovement.kind]
  package static let references: Set<StreamKind> = [
    ConnectionSettings.kind, OneCBarcode.kind, OneCNomenclature.kind, ProductMatched.kind,
    YMOffer.kind,
  ]
  package static let grouping = Grouping.named

  package static let tables = [
    Table(
      "p907_ym_payment_report", P907Columns.shape, key: ["connection_mp_ref", "record_key"],
      counted: "is_final",
      indexes: [["transaction_at"], ["order_id"], ["connection_mp_ref", "bank_order_id"]],
      views: [
        Table.View(
          "p907_settlements", Shape(of: P907SettlementColumns.self),
          key: ["connection_mp_ref", "bank_order_id", "date"],
          """
          SELECT connection_mp_ref, bank_order_id, bank_order_date AS date,
            max(bank_sum_e4) AS bank_sum_e4, sum(transaction_sum_e4) AS transaction_sum_e4,
            max(bank_sum_e4) - sum(transaction_sum_e4) AS difference_e4
          FROM p907_rows WHERE bank_order_id IS NOT NULL AND is_final = 1
          GROUP BY connection_mp_ref, bank_order_id, bank_order_date
          """)
      ])
  ]

  package init() {}

  /// What a movement has in common with its announcement: order, type, source, sku and sum.
  ///
  /// One that has a TRANSACTION_ID may come again with another of these.
  package func group(of event: Event, into key: ByteBuffer) throws {
    guard !event.isCompletion else { return }
    let record = try event.record()
    RowKey.append(event.connection, to: key)
    for field in [
      movement.order_id, movement.transaction_type, movement.transaction_source, movement.shop_sku,
    ] {
      if let text = record[field] {
        RowKey.append(text, to: key)
      } else {
        RowKey.appendNull(to: key)
      }
    }
    RowKey.append(record[movement.transaction_sum]?.rawValue ?? 0, to: key)
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    for document in try PendingMovements(group.documents.filter { !$0.isWithdrawn }).shown {
      let event = document.latest
      let record = try event.record()
      var row = rows.blank()
      for field in record.shape.members {
        row.take(record, field.type, from: field.slot, at: field.slot + P907Columns.shift)
      }
      row[columns.connection_mp_ref] = event.connection
      row.set(columns.record_key, event.naturalID)
      row[columns.is_final] = YMPaymentStatus(record[movement.payment_status]?.string) != .never
      if let sku = record[movement.shop_sku]?.string {
        let product = references.product(event.connection, sku)
        row[columns.marketplace_product_ref] = product
        let found = references.nomenclature(
          event.connection, product: product, article: sku, barcode: nil)
        row.set(columns.nomenclature_ref, found.nomenclature)
      }
      try rows.add(consume row, of: document)
    }
  }

  private let movement = YMNettingMovement()
  private let columns = P907Columns()
}
