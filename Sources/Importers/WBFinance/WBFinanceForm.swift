import Domain
import Importing

/// One of the two shapes of a settlement row: its names, and the version that stores it.
struct WBFinanceForm {
  private let schema: EventSchema
  private let reader: RowReader
  private let slots: WBFinanceSlots
  private let reportPeriod: String?
  private var record: Record

  /// The finance API: each field says in its note what the API calls it.
  init(current context: ImportContext) {
    self.init(WBFinanceRow.self, context, report: "report_id") { $0.note.source }
  }

  /// The statistics API: the fields of version 1 bear its names.
  init(retired context: ImportContext) {
    self.init(WBFinanceRowV1.self, context, report: "realizationreport_id") {
      $0.name == "report_period" ? "" : $0.name
    }
  }

  private init(
    _ type: any EventType.Type, _ context: ImportContext, report: String,
    name: (Shape.Member) -> String
  ) {
    schema = EventTypes.schema(of: type)
    let table = schema.shape.members.map { member in
      (
        name: name(member), field: member.name,
        how: member.name == "currency_name" ? RowReader.Conversion.currency : .plain
      )
    }
    reader = RowReader(schema.shape, zone: .moscow, table.filter { !$0.name.isEmpty })
    slots = WBFinanceSlots(schema.shape, report: report)
    reportPeriod = context.reportPeriod
    record = Record(schema.shape)
  }

  /// Reads one row: it becomes a draft, or it is set aside.
  mutating func read(
    _ row: JSONValue, _ id: inout NaturalID, _ totals: inout WBFinanceTotals, into intake: Intake
  ) throws(PayloadError) {
    do throws(RowError) {
      try row.refuseDoubledKey()
      try reader.fill(&record, from: row, intake)
      let (report, line) = try slots.key(record)
      if let reportPeriod { record.setText(Array(reportPeriod.utf8), at: slots.period) }
      try totals.add(record, slots, report)
      id.clear()
      id.append(report)
      id.append("/")
      id.append(line)
    } catch {
      intake.setAside(at: row.range.lowerBound, error)
      return
    }
    if record.isPresent(slots.country),
      let name = record.withText(at: slots.country, CountryNames.name)
    {
      record.setText(name, at: slots.country)
    }
    try id.borrowed { (id) throws(PayloadError) in
      try intake.draft(schema, id, occurredAt: nil, source: row.range, record)
    }
  }
}

/// Where a shape keeps the values that the import itself needs.
struct WBFinanceSlots {
  let report: Int
  let line: Int
  let country: Int
  let period: Int
  let currency: Int
  let type: Int

  /// First and last day of the report.
  let days: (first: Int, last: Int)
  let document: Int
  let operation: Int

  /// Added with the direction's sign.
  let goods: Int
  let charges: [Int]
  let additional: Int
  let loyaltyIn: Int
  let loyaltyOut: [Int]

  init(_ shape: Shape, report: String) {
    func slot(_ name: String) -> Int {
      guard let slot = shape.slot(of: name) else { preconditionFailure("no field \(name)") }
      return slot
    }
    self.report = slot(report)
    line = slot("rrd_id")
    country = slot("site_country")
    period = slot("report_period")
    currency = slot("currency_name")
    type = slot("report_type")
    days = (slot("date_from"), slot("date_to"))
    document = slot("doc_type_name")
    operation = slot("supplier_oper_name")
    goods = slot("ppvz_for_pay")
    charges = ["delivery_rub", "storage_fee", "penalty", "deduction", "acceptance"].map(slot)
    additional = slot("additional_payment")
    loyaltyIn = slot("cashback_discount")
    loyaltyOut = ["cashback_amount", "cashback_commission_change"].map(slot)
  }

  /// Report and row; a row without both is not one of a report.
  func key(_ record: Record) throws(RowError) -> (report: Int64, line: Int64) {
    guard record.isPresent(report) else { throw RowError("reportId", "missing") }
    guard record.isPresent(line) else { throw RowError("rrdId", "missing") }
    return (record.bits(at: report), record.bits(at: line))
  }

  /// The report that a row is of, where the import says how often such reports come.
  func scope(_ record: Record, _ report: Int64) -> WBReportScope? {
    guard record.isPresent(period), let name = record.text(at: period),
      let period = WBReportScope.Period(rawValue: name), record.isPresent(days.first),
      record.isPresent(days.last)
    else { return nil }
    return WBReportScope(
      period, from: Day(bits: record.bits(at: days.first)),
      to: Day(bits: record.bits(at: days.last)),
      type: record.isPresent(type) ? record.bits(at: type) : nil, report: report)
  }
}
