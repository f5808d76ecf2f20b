package import Domain
package import Importing

/// Dealer prices that people keep in a table of their own: date, article, price, in any order.
///
/// CSV or XLSX; the prices belong to the 1C connection that the import names. An article that 1C
/// does not know yet is kept, and comes into force when its item appears.
package struct DealerPriceTables: Importer {
  package static let readsTables = true
  package static let kind = TableDealerPrice.kind
  package static let marketplaces: Set = ["1C"]
  package static let emptyScope = EmptyScope.list

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool { outline.isTable(where: Self.fits) }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: TableDealerPrice.self)
    var record = Record(schema.shape)
    var seen: [String: Decimal4] = [:]
    intake.covers("")
    try SourceTables.forEach(payload, intake, where: Self.fits) { (table) throws(PayloadError) in
      let reader = try TableReader(schema.shape, zone: context.zone, table, Self.columns, intake)
      try table.forEachRow { (row) throws(PayloadError) in
        intake.beginRow()
        let id: String
        do throws(RowError) {
          try reader.fill(&record, from: row, intake)
          let amount: Decimal4
          (id, amount) = try key(record)
          if let earlier = seen.updateValue(amount, forKey: id), earlier != amount {
            intake.remark("an article has two prices from one day on: the later row counts")
          }
        } catch {
          intake.setAside(at: row.range.lowerBound, error)
          return
        }
        try intake.draft(schema, id, occurredAt: nil, source: row.range, record)
      }
    }
  }

  private let price = TableDealerPrice()

  /// `article/YYYY-MM-DD` with the article in lower case, as articles are compared, and the price.
  private func key(_ record: Record) throws(RowError) -> (id: String, amount: Decimal4) {
    guard let article = record[price.article] else { throw RowError("Артикул", "missing") }
    guard let day = record[price.period] else { throw RowError("Дата", "missing") }
    guard let amount = record[price.price] else { throw RowError("Цена", "missing") }
    guard !amount.isNegative else { throw RowError("Цена", "\(amount) is negative") }
    return ("\(article.lowercased())/\(day)", amount)
  }

  private static func fits(_ columns: Set<String>) -> Bool {
    ["period", "article", "price"].allSatisfy { field in
      Self.columns.contains { $0.field == field && columns.contains($0.name) }
    }
  }

  private static let columns: TableReader.Columns = [
    ("дата", "period"), ("период", "period"), ("date", "period"), ("period", "period"),
    ("артикул", "article"), ("article", "article"),
    ("цена", "price"), ("price", "price"),
  ]
}
