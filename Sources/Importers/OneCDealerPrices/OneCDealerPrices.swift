package import Domain
package import Importing

/// 1C's dealer-price service: `{count, initial: […], history: […]}`.
///
/// `initial` holds the prices at the start of the period asked for, `history` their changes since.
package struct OneCDealerPrices: Importer {
  package static let kind = OneCDealerPrice.kind
  package static let marketplaces: Set = ["1C"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = [.held("count")]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("initial[]", "history[]")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: OneCDealerPrice.self)
    let reader = OneCReader(schema.shape, zone: context.zone, Self.fields)
    var record = Record(schema.shape)
    var seen: [String: Decimal4] = [:]
    var rows = JSONRows(payload, at: [["initial"], ["history"]])
    try rows.forEach(into: intake) { (value, _) throws(PayloadError) in
      intake.beginRow()
      let row = OneCRow(value)
      let id: String
      let amount: Decimal4
      do throws(RowError) {
        try reader.fill(&record, from: row, intake)
        (id, amount) = try key(record)
      } catch {
        intake.setAside(at: row.range.lowerBound, error)
        return
      }
      if let earlier = seen.updateValue(amount, forKey: id), earlier != amount {
        intake.remark("an item has two prices from one day on: the later row counts")
      }
      try intake.draft(schema, id, occurredAt: nil, source: row.range, record)
    }
    intake.covers("")
  }

  private let price = OneCDealerPrice()

  /// `ref/YYYY-MM-DD`, and the price.
  private func key(_ record: Record) throws(RowError) -> (id: String, amount: Decimal4) {
    guard let ref = record[price.nomenclature_ref] else {
      throw RowError("nomenklature_ref", "missing")
    }
    guard let period = record[price.period] else { throw RowError("period", "missing") }
    guard let amount = record[price.price] else { throw RowError("price", "missing") }
    return ("\(ref)/\(period)", amount)
  }

  private static let fields: [(field: String, names: [String], how: OneCReader.Conversion)] = [
    ("nomenclature_ref", ["nomenklature_ref", "nomenclature_ref"], .reference),
    ("period", ["period"], .plain),
    ("price", ["price"], .written),
  ]
}
