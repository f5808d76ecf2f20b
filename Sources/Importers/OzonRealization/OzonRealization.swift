package import Domain
package import Importing

/// Ozon's realisation reports: `{result: {header, rows}}`, `{header, rows}`, and by day `{rows}`.
///
/// The header's facts stand on every row, so that a row tells its report. A report that was issued
/// again has the same number; there is no clock in it.
package struct OzonRealization: Importer {
  package static let kind = OzonRealizationRow.kind
  package static let marketplaces: Set = ["OZON"]
  package static let emptyScope = EmptyScope.nothing

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    ["", "result."].contains { place in
      outline.has(place + "rows[].seller_price_per_instance")
        || outline.isEmptyPage(of: place + "rows[]", beside: place + "header.doc_date")
    }
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let header = try RealizationHeader(of: payload, context, intake)
    let schema = EventTypes.schema(of: OzonRealizationRow.self)
    let reader = DocumentReader(schema.shape, zone: .moscow, RealizationMembers.row)
    let facts = OzonRealizationRow()
    var rows = JSONRows(payload, at: RealizationMembers.rows)
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      var record = header.record
      try reader.add(to: &record, from: row, intake)
      guard let number = record[facts.row_number] else { throw RowError("row_number", "missing") }
      try Self.addTotals(row, header.number, record[facts.currency_code], intake)
      return Document(schema, "\(header.number)/\(number)", record)
    }
    intake.covers("\(header.number)/")
  }

  private static func addTotals(
    _ row: JSONValue, _ report: String, _ currency: String?, _ intake: Intake
  ) throws(RowError) {
    let sides = [("delivery", row["delivery_commission"]), ("return", row["return_commission"])]
    for (name, side) in sides {
      guard let side else { continue }
      let quantity = try JSONRead.decimal(side["quantity"], "quantity", intake)
      let total = try JSONRead.decimal(side["total"], "total", intake)
      try intake.add(quantity ?? .zero, to: "quantity", of: "\(report) \(name)")
      try intake.add(total ?? .zero, to: "total", of: "\(report) \(name)", in: currency)
    }
  }
}
