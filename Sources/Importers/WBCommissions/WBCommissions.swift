package import Domain
package import Importing

/// Wildberries' commissions by subject: `GET /api/v1/tariffs/commission`, `{report: […]}`.
///
/// The whole tariff list is one answer, without a date of its own.
package struct WBCommissions: Importer {
  package static let kind = WBCommission.kind
  package static let marketplaces: Set = ["WB"]
  package static let emptyScope = EmptyScope.list

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("report[].subjectID", "report[].parentID")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: WBCommission.self)
    let subject = WBCommission()
    let reader = RowReader(
      schema.shape, zone: .moscow, schema.shape.members.map { ($0.name, $0.name, .plain) })
    var record = Record(schema.shape)
    var rows = JSONRows(payload, at: [["report"]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      try reader.fill(&record, from: row, intake)
      guard let id = record[subject.subjectID], id > 0 else {
        throw RowError("subjectID", "missing")
      }
      return Document(schema, String(id), record)
    }
    intake.covers("")
  }
}
