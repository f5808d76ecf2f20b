/// Somebody's table gave an article a dealer price from a day on: the manual prices (`EXCEL`).
package struct TableDealerPrice: EventType {
  package static let kind = StreamKind("table.dealer-prices")
  package static let noun = "price"

  package let article = Field<Text>(1, "Article, trimmed, as written", source: "Артикул")
  package let period = Field<Day>(2, "From this day on", source: "Дата")
  package let price = Field<Decimal4>(
    3, "Price of a unit; 0: none from this day on", unit: "RUB", source: "Цена")
  package init() {}
}
