import Domain
import Importing

/// What a report says of all its rows.
struct RealizationHeader {
  /// What the report is called: its number, else its month, or its day.
  let number: String

  /// A row with nothing but the header's facts.
  let record: Record

  /// Looks the header up, wherever it stands: before the rows or after them.
  init(
    of payload: Payload, _ context: ImportContext, _ intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: OzonRealizationRow.self)
    let facts = OzonRealizationRow()
    let reader = DocumentReader(
      schema.shape, zone: .moscow, under: "header", RealizationMembers.header)
    var record = Record(schema.shape)
    var rows = JSONRows(
      payload, at: RealizationMembers.rows + [["header", "{}"], ["result", "header", "{}"]])
    try rows.forEach { (header, path) throws(PayloadError) in
      guard path.last == "{}" else { return }
      do throws(RowError) { try reader.fill(&record, from: header, intake) } catch {
        throw PayloadError("\(error.field): \(error.reason)", at: header.range.lowerBound)
      }
    }
    number = try Self.number(
      record[facts.report_no], record[facts.start_date], record[facts.stop_date], context)
    record[facts.report_no] = number
    self.record = record
  }

  private static func number(
    _ sent: String?, _ start: Day?, _ stop: Day?, _ context: ImportContext
  ) throws(PayloadError) -> String {
    if let sent { return sent }
    if let start { return start == stop ? "\(start)" : String("\(start)".prefix(7)) }
    if let given = context.reportDate { return given }
    throw PayloadError("the rows do not say which report they are of: --report-date is needed")
  }
}
