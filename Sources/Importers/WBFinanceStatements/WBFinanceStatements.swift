package import Domain
package import Importing

/// Wildberries' settlement statements: `POST /api/finance/v1/sales-reports/list`, a bare array.
///
/// Money is sent as text. The answer is about a period of the request, which it does not name: it
/// claims no scope.
package struct WBFinanceStatements: Importer {
  package static let kind = WBFinanceStatement.kind
  package static let version = 2
  package static let marketplaces: Set = ["WB"]
  package static let emptyScope = EmptyScope.nothing
  package static let sendsNothing = true

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("[].reportId", "[].bankPaymentSum")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: WBFinanceStatement.self)
    let statement = WBFinanceStatement()
    let reader = RowReader(schema.shape, zone: .moscow, Self.members(schema.shape))
    var record = Record(schema.shape)
    var rows = JSONRows(payload, at: [[]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      try reader.fill(&record, from: row, intake)
      guard let report = record[statement.reportId] else { throw RowError("reportId", "missing") }
      guard let sum = record[statement.bankPaymentSum] else {
        throw RowError("bankPaymentSum", "missing")
      }
      try intake.add(
        sum, to: "bankPaymentSum", of: String(report), in: record[statement.currency])
      return Document(schema, String(report), record)
    }
  }

  /// The fields bear the source's names; the seller's own name is not kept.
  private static func members(
    _ shape: Shape
  ) -> [(name: String, field: String, how: RowReader.Conversion)] {
    shape.members.map { ($0.name, $0.name, $0.name == "currency" ? .currency : .plain) }
      + [("sellerFinanceName", "", .ignored)]
  }
}
