/// LemanaPRO told the prices of a product (`…/v1/sales-prices`, `…/v1/sale-prices:search`).
package struct LemanaPrice: EventType {
  package static let kind = StreamKind("lemana.prices")
  package static let noun = "price"

  package let productItem = Field<Text>(1, "LemanaPRO's article", source: "productItem")
  package let salesPrices = Field<List<SalesPrice>>(
    2, "The customer's price or the shop's, whichever was asked for", source: "salesPrices[]")
  package init() {}

  package struct SalesPrice: Fields {
    package let salesPrice = Field<Decimal4>(
      1, "Price for this customer", source: "salesPrice")
    package let retailPrice = Field<Decimal4>(2, "Price in the shop", source: "retailPrice")
    package let currencyName = Field<Text>(
      3, "Currency, ISO; none sent is RUB", source: "currencyName")
    package init() {}
  }
}
