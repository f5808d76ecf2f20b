package import Domain
package import Importing

/// Yandex Market's monthly report on sold goods (`POST /v2/reports/goods-realization`).
///
/// CSV files, one for each sheet, or a ZIP archive of them, for one shop and month; both stand only
/// in the request, so nothing is claimed to be complete. The month is the import's `--report-date`,
/// else that of the row's own day.
package struct YMRealization: Importer {
  package static let readsTables = true
  package static let kind = YMRealizationRow.kind
  package static let marketplaces: Set = ["YM"]
  package static let enumerations: [String: Set<String>] = [
    "order_type": [],
    "payment_type": [],
  ]
  package static let emptyScope = EmptyScope.nothing

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.isTable { RealizationSheet(of: $0) != nil }
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: YMRealizationRow.self)
    let month = try context.reportMonth()
    var record = Record(schema.shape)
    try SourceTables.forEach(payload, intake, where: { RealizationSheet(of: $0) != nil }) {
      (table) throws(PayloadError) in
      guard let sheet = RealizationSheet(of: table.columns) else { return }
      let reader = try TableReader(
        schema.shape, zone: .moscow, table, RealizationSheet.columns, prose: ["offer_name"], intake)
      var counts: [String: Int] = [:]
      try table.forEachRow { (row) throws(PayloadError) in
        intake.beginRow()
        let id: String
        do throws(RowError) {
          try reader.fill(&record, from: row, intake)
          record[fields.sheet] = sheet.rawValue
          record[fields.month] = month ?? sheet.month(of: record)
          let name = try name(record, sheet)
          let count = counts[name, default: 0] + 1
          counts[name] = count
          id = count == 1 ? name : "\(name)#\(count)"
          try addTotals(record, sheet, intake)
        } catch {
          intake.setAside(at: row.range.lowerBound, error)
          return
        }
        try intake.draft(schema, id, occurredAt: nil, source: row.range, record)
      }
    }
  }

  private let fields = YMRealizationRow()

  /// `sheet/YYYY-MM/order/sku`; an order may be in the same sheet of two months, in parts.
  private func name(_ record: Record, _ sheet: RealizationSheet) throws(RowError) -> String {
    guard let order = record[fields.order_id] else { throw RowError("ORDER_ID", "missing") }
    guard let month = record[fields.month] else {
      throw RowError("month", "no day in the row, and no --report-date")
    }
    let sku = record[fields.your_sku] ?? record[fields.shop_sku]
    guard let sku else { throw RowError("YOUR_SKU", "missing") }
    return "\(sheet.rawValue)/\(month)/\(order)/\(sku)"
  }

  private func addTotals(
    _ record: Record, _ sheet: RealizationSheet, _ intake: Intake
  ) throws(RowError) {
    for field in [
      fields.price_sum_with_vat_and_no_discounts, fields.price_sum_with_vat_and_discounts,
    ] {
      let name = record.shape.members[field.slot].name
      try intake.add(record[field] ?? .zero, to: name, of: sheet.rawValue)
    }
  }
}

extension ImportContext {
  /// `YYYY-MM` of `--report-date`.
  fileprivate func reportMonth() throws(PayloadError) -> String? {
    guard let reportDate else { return nil }
    let month = String(reportDate.prefix(7))
    guard Array("\(month)-01".utf8).borrowed({ Day(iso: $0) }) != nil else {
      throw PayloadError("--report-date \(reportDate) is not YYYY-MM")
    }
    return month
  }
}
