/// 1C's register of prices gave an item a price from a moment on (`ЦеныНоменклатуры`).
package struct OneCPrice: EventType {
  package static let kind = StreamKind("1c.prices")
  package static let noun = "price"

  package let nomenclature_ref = Field<Text>(1, "The item", source: "Номенклатура_Key")
  package let characteristic_ref = Field<Text>(
    2, "The characteristic", source: "Характеристика_Key")
  package let packaging_ref = Field<Text>(3, "The packaging", source: "Упаковка_Key")
  package let period = Field<Day>(4, "From this day on, in the zone of the base", source: "Period")
  package let period_at = Field<Instant>(
    5, "From this moment on: of several a day the last counts", source: "Period")
  package let price = Field<Decimal4>(6, "Price of a unit; 0: none from then on", source: "Цена")
  package let price_type_ref = Field<Text>(7, "The type of price", source: "ВидЦены_Key")
  package let price_type = Field<Text>(8, "Its name, where the answer tells it", source: "ВидЦены")
  package let currency_ref = Field<Text>(9, "The currency", source: "Валюта_Key")
  package let recorder_ref = Field<Text>(10, "The document that set it", source: "Recorder")
  package init() {}
}
