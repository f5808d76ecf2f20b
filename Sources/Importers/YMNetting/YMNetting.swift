package import Domain
package import Importing

/// Yandex Market's united-netting report: what it paid and kept, movement by movement.
///
/// CSV, or a ZIP archive of such files, by transaction date (`POST /v2/reports/united-netting`). The
/// report has no clock of its own and no scope: months overlap, and movements of one month are paid
/// in another.
package struct YMNetting: Importer {
  package static let readsTables = true
  package static let kind = YMNettingMovement.kind
  package static let marketplaces: Set = ["YM"]
  package static let enumerations: [String: Set<String>] = [
    "transaction_type": [
      "Начисление", "Возврат", "Удержание", "Возврат списания", "Выплата",
    ],
    "transaction_source": [
      "Платёж покупателя", "Возврат платежа покупателя", "Баллы за скидку Маркета",
      "Скидка за участие в совместных акциях", "Оплата услуг Яндекс.Маркета",
    ],
    "payment_status": [],
  ]
  package static let emptyScope = EmptyScope.nothing

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool { outline.isTable(where: Self.fits) }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: YMNettingMovement.self)
    var record = Record(schema.shape)
    try SourceTables.forEach(payload, intake, where: Self.fits) { (table) throws(PayloadError) in
      let reader = try TableReader(
        schema.shape, zone: .moscow, table, Self.columns,
        prose: ["comments", "offer_or_service_name", "shop_name"], intake)
      var keys = MovementKeys()
      try table.forEachRow { (row) throws(PayloadError) in
        intake.beginRow()
        let key: String
        do throws(RowError) {
          try reader.fill(&record, from: row, intake)
          guard keys.isMovement(record) else {
            intake.remark("a row without order and date was skipped")
            return
          }
          guard let sum = record[movement.transaction_sum] else {
            throw RowError("TRANSACTION_SUM", "missing")
          }
          key = keys.key(of: record, sum)
          if YMPaymentStatus(record[movement.payment_status]) == .never {
            intake.remark("money that will never move (Не будет…) is in no sum")
          } else {
            try intake.add(
              sum, to: "transaction_sum", of: record[movement.transaction_type] ?? "without a type")
          }
        } catch {
          intake.setAside(at: row.range.lowerBound, error)
          return
        }
        try intake.draft(schema, key, occurredAt: nil, source: row.range, record)
      }
    }
  }

  private let movement = YMNettingMovement()

  /// The sheet by transaction date; those by payment order lack the type and the status.
  private static func fits(_ columns: Set<String>) -> Bool {
    columns.isSuperset(of: [
      "transaction_date", "transaction_sum", "transaction_type", "transaction_source",
      "payment_status", "order_id",
    ])
  }

  /// Each column has the name of its field, but for the date.
  private static let columns: TableReader.Columns = EventTypes.schema(of: YMNettingMovement.self)
    .shape.members.map { member in
      (member.name == "transaction_at" ? "transaction_date" : member.name, member.name)
    }
}
