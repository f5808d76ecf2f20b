package import Domain
package import Projecting

/// Every line that moves money, taken apart (`read-tables` §5).
package final class P904SalesData: Projector {
  package static let version = 2
  package static let kinds = SalesLines.kinds.union([OzonOperation.kind, OzonAccrual.kind])
  package static let references = SalesLines.references
  package static let linked = SalesLines.linked.union([
    OzonReturn.kind, OzonOperation.kind, OzonAccrual.kind,
  ])
  package static let claims: Set = [OzonAccrual.kind]
  package static let grouping = Grouping.named

  package static let tables = [
    Table(
      "p904_sales_data", Shape(of: P904Columns.self),
      key: ["connection_mp_ref", "registrator_type", "registrator_no", "line_id"],
      currency: "currency_code",
      indexes: [
        ["date"], ["connection_mp_ref", "marketplace_product_ref"],
        ["connection_mp_ref", "document_no"],
      ])
  ]

  package init() {}

  /// Ozon: everything about one order, since finance replaces what postings and returns tell.
  package func group(of event: Event, into key: ByteBuffer) throws {
    guard !event.isCompletion else { return }
    guard let teller = OzonTeller.of(event) else {
      return try SalesLines.appendGroup(of: event, to: key)
    }
    try OzonOrder.withNumber(of: event, teller) { order in
      RowKey.append(event.connection, to: key)
      RowKey.append("ozon", to: key)
      RowKey.append(order, to: key)
    }
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    let lines = SalesLines(references)
    if let order = try OzonOrder(of: group, lines) { return try order.write(to: rows) }
    try lines.forEach(of: group) { line in
      if !line.isPreliminary { try SalesDataRow(line).write(to: rows) }
    }
  }
}
