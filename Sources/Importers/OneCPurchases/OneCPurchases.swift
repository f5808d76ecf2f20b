package import Domain
package import Importing

/// 1C's purchases of goods: `Document_ПриобретениеТоваровУслуг` with its table of goods.
package struct OneCPurchases: Importer {
  package static let kind = OneCPurchase.kind
  package static let version = 2
  package static let marketplaces: Set = ["1C"]
  package static let emptyScope = EmptyScope.nothing
  package static let extent: [ExtentMark] = ODataExtent.marks

  package init() {}

  /// Only by its metadata: other documents have the same members.
  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.holds("Document_ПриобретениеТоваровУслуг")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let document = OneCPurchase()
    let lineShape = Shape(of: OneCPurchaseLine.self)
    let lines = OneCReader(
      lineShape, zone: context.zone, Self.lineFields, ignored: Self.ignoredInLines)
    let objects = OneCObjects(
      OneCPurchase.self, key: document.ref_key, zone: context.zone, Self.fields,
      ignored: Self.ignored)
    try objects.read(payload, into: intake) { (record, row) throws(RowError) in
      guard record[document.date] != nil else { throw RowError("Date", "missing") }
      var items: [Record] = []
      for line in row.table("Товары") ?? [] {
        var item = Record(lineShape)
        do throws(RowError) { try lines.fill(&item, from: line, intake) } catch {
          throw RowError("Товары.\(error.field)", error.reason)
        }
        items.append(item)
      }
      record.set(document.lines, items)
      let state = record[document.posted] == true ? "posted" : "not posted"
      try intake.add(
        record[document.amount] ?? .zero, to: "СуммаДокумента", of: state,
        in: record[document.currency_ref])
    }
    intake.covers("")
  }

  private static let fields: [(field: String, names: [String], how: OneCReader.Conversion)] = [
    ("ref_key", ["Ref_Key"], .reference),
    ("number", ["Number", "Номер"], .plain),
    ("date", ["Date", "Дата"], .plain),
    ("posted", ["Posted", "Проведен"], .plain),
    ("deletion_mark", ["DeletionMark", "ПометкаУдаления"], .plain),
    ("organization_ref", ["Организация_Key"], .reference),
    ("counterparty_ref", ["Контрагент_Key"], .reference),
    ("warehouse_ref", ["Склад_Key"], .reference),
    ("currency_ref", ["Валюта_Key"], .reference),
    ("amount", ["СуммаДокумента"], .plain),
  ]

  private static let lineFields: [(field: String, names: [String], how: OneCReader.Conversion)] = [
    ("line_number", ["LineNumber", "НомерСтроки"], .plain),
    ("nomenclature_ref", ["Номенклатура_Key"], .reference),
    ("characteristic_ref", ["Характеристика_Key"], .reference),
    ("quantity", ["Количество"], .plain),
    ("price", ["Цена"], .plain),
    ("amount", ["Сумма"], .plain),
    ("vat", ["СуммаНДС"], .plain),
    ("amount_with_vat", ["СуммаСНДС"], .plain),
  ]

  private static let ignored = [
    "DataVersion", "Товары", "Комментарий", "Партнер_Key", "Менеджер_Key", "Автор_Key",
    "Подразделение_Key", "Договор_Key", "ДополнительныеРеквизиты",
  ]

  private static let ignoredInLines = [
    "Ref_Key", "Упаковка_Key", "КоличествоУпаковок", "СтавкаНДС", "СтавкаНДС_Key", "Склад_Key",
    "Серия_Key", "Назначение_Key", "ВидЦены_Key",
  ]
}
