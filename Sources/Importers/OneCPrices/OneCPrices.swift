package import Domain
package import Importing

/// 1C's register of prices: `InformationRegister_ЦеныНоменклатуры`, flat records or record sets.
///
/// The register holds all types of price, and a table of dealer prices one: the command names it,
/// unless the answer has no other.
package struct OneCPrices: Importer {
  package static let kind = OneCPrice.kind
  package static let version = 2
  package static let marketplaces: Set = ["1C"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = ODataExtent.marks

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    if outline.entitySet != nil { return outline.holds("InformationRegister_ЦеныНоменклатуры") }
    return ["", "RecordSet[]."].contains { start in
      ["ВидЦены_Key", "ВидЦен_Key", "ТипЦен_Key"].contains {
        outline.hasObject("\(start)\($0)", "\(start)Цена", "\(start)Номенклатура_Key")
      }
    }
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: OneCPrice.self)
    let reader = OneCReader(schema.shape, zone: context.zone, Self.fields, ignored: Self.ignored)
    let wanted = try PriceTypes(payload).choose(context.priceType)
    var record = Record(schema.shape)
    try OneCAnswer.forEach(payload, single: Self.single, into: intake) {
      (object) throws(PayloadError) in
      for row in object.table("RecordSet") ?? [object] {
        intake.beginRow()
        let id: String
        do throws(RowError) {
          try row.check()
          let type = try PriceTypes.PriceType(row)
          guard type == wanted else {
            intake.passOver(payload.bytes[row.range])
            intake.remark("a price of another type was passed over")
            continue
          }
          guard try row.text("Active") != "false" else {
            intake.passOver(payload.bytes[row.range])
            intake.remark("a record that is not active was passed over")
            continue
          }
          try reader.fill(&record, from: row, intake)
          record[price.price_type] = type.name
          record[price.period_at] = try Self.moment(row, context.zone)
          id = try naturalID(record, zone: context.zone)
        } catch {
          intake.setAside(at: row.range.lowerBound, error)
          continue
        }
        try intake.draft(schema, id, occurredAt: nil, source: row.range, record)
      }
    }
    intake.covers("")
  }

  private let price = OneCPrice()

  private static func moment(_ row: OneCRow, _ zone: Zone) throws(RowError) -> Instant? {
    guard let text = try row.text("Period", "Период") else { return nil }
    return try Array(text.utf8).borrowed { (text) throws(RowError) in
      try TextRead.instant(text, "Period", zone)
    }
  }

  /// `nomenclature/period/characteristic/packaging` without empty parts at its end.
  ///
  /// The period is a day, with the time in UTC when it is not the midnight that the day begins with.
  private func naturalID(_ record: Record, zone: Zone) throws(RowError) -> String {
    guard let nomenclature = record[price.nomenclature_ref] else {
      throw RowError("Номенклатура_Key", "missing")
    }
    guard let day = record[price.period], let moment = record[price.period_at] else {
      throw RowError("Period", "missing")
    }
    guard record[price.price] != nil else { throw RowError("Цена", "missing") }
    let period = moment == Instant(midnightOf: day, in: zone) ? "\(day)" : "\(moment)"
    var parts = [nomenclature, period]
    parts.append(record[price.characteristic_ref] ?? "")
    parts.append(record[price.packaging_ref] ?? "")
    while parts.last?.isEmpty == true { parts.removeLast() }
    return parts.joined(separator: "/")
  }

  private static let fields: [(field: String, names: [String], how: OneCReader.Conversion)] = [
    ("nomenclature_ref", ["Номенклатура_Key"], .reference),
    ("characteristic_ref", ["Характеристика_Key"], .reference),
    ("packaging_ref", ["Упаковка_Key"], .reference),
    ("period", ["Period", "Период"], .plain),
    ("price", ["Цена"], .plain),
    ("price_type_ref", PriceTypes.keys, .reference),
    ("currency_ref", ["Валюта_Key"], .reference),
    ("recorder_ref", ["Recorder", "Recorder_Key"], .reference),
  ]

  private static let ignored = [
    "Active", "LineNumber", "ВидЦены", "ВидЦен", "ТипЦен", "Номенклатура", "Характеристика",
    "Упаковка", "Валюта",
  ]

  /// What tells a single object from an envelope.
  static let single: Set = ["Цена", "RecordSet"]
}
