/// 1C's dealer-price service gave a price from a day on (`prices_dealer`).
package struct OneCDealerPrice: EventType {
  package static let kind = StreamKind("1c.dealer-prices")
  package static let noun = "price"

  package let nomenclature_ref = Field<Text>(1, "The item", source: "nomenklature_ref")
  package let period = Field<Day>(2, "From this day on", source: "period")
  package let price = Field<Decimal4>(
    3, "Price of a unit; 0: none from this day on", unit: "RUB", source: "price")
  package init() {}
}
