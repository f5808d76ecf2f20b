package import Domain
package import Importing

/// Wildberries' settlement reports, row by row, in both shapes.
///
/// The finance API sends camelCase names and money as text; the statistics API sent snake_case names
/// and numbers until 2026-07-15. Either is a bare array, and each row is stored in the version of the
/// event that its shape has.
package struct WBFinance: Importer {
  package static let kind = WBFinanceRow.kind
  package static let version = 2
  package static let marketplaces: Set = ["WB"]
  package static let enumerations: [String: Set<String>] = [
    "supplier_oper_name": [
      "Продажа", "Возврат", "Логистика", "Хранение", "Штраф",
      "Добровольная компенсация при возврате", "Возмещение за выдачу и возврат товаров на ПВЗ",
      "Возмещение издержек по перевозке/по складским операциям с товаром",
    ],
    "doc_type_name": [
      "Продажа", "Возврат",
    ],
  ]
  package static let emptyScope = EmptyScope.nothing
  package static let sendsNothing = true

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("[].rrd_id")
      || (outline.has("[].rrdId") && !outline.has("[].acqDate")
        && outline.hasAny("[].sellerOperName", "[].docTypeName", "[].forPay"))
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    var retired = WBFinanceForm(retired: context)
    var current = WBFinanceForm(current: context)
    var totals = WBFinanceTotals()
    var id = NaturalID()
    var isRetired = false
    var rows = JSONRows(payload, at: [[]])
    try rows.forEach(into: intake) { (row, _) throws(PayloadError) in
      intake.beginRow()
      isRetired = Self.isRetired(row, guess: isRetired)
      if isRetired {
        try retired.read(row, &id, &totals, into: intake)
      } else {
        try current.read(row, &id, &totals, into: intake)
      }
    }
    try totals.tell(intake)
  }

  /// Rows of one payload have one shape: the names of the row before are looked for first.
  private static func isRetired(_ row: JSONValue, guess: Bool) -> Bool {
    guess
      ? row["realizationreport_id"] != nil || row["rrd_id"] != nil
      : row["reportId"] == nil && row["rrdId"] == nil
  }
}
