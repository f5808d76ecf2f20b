/// Wildberries holds the price of one size of a card (`/api/v2/list/goods/filter`).
package struct WBPrice: EventType {
  package static let kind = StreamKind("wb.prices")
  package static let noun = "size"

  package let nmID = Field<Int64>(1, "Wildberries' article", source: "nmID")
  package let sizeID = Field<Int64>(2, "The size's number, chrtID of cards", source: "sizeID")
  package let vendorCode = Field<Text>(3, "The seller's article", source: "vendorCode")
  package let techSizeName = Field<Text>(4, "The size", source: "techSizeName")
  package let price = Field<Decimal4>(5, "Price before discounts", source: "price")
  package let discountedPrice = Field<Decimal4>(
    6, "Price with the discount", source: "discountedPrice")
  package let clubDiscountedPrice = Field<Decimal4>(
    7, "Price with the club's discount too", source: "clubDiscountedPrice")
  package let discount = Field<Decimal4>(8, "Discount", unit: "%", source: "discount")
  package let clubDiscount = Field<Decimal4>(
    9, "The club's discount", unit: "%", source: "clubDiscount")
  package let editableSizePrice = Field<Bool>(
    10, "Whether sizes may have prices of their own", source: "editableSizePrice")
  package let currency = Field<Text>(11, "Currency, ISO", source: "currencyIsoCode4217")
  package let isBadTurnover = Field<Bool>(
    12, "Whether it sells badly", source: "isBadTurnover")
  package let wholesale = Field<List<WBWholesaleDiscount>>(
    13, "Discounts for many units", source: "wholesaleDiscountThreshold")
  package init() {}
}

/// A discount from a number of units on.
package struct WBWholesaleDiscount: Fields {
  package let minQuantity = Field<Decimal4>(1, "From so many units", source: "minQuantity")
  package let wholesaleDiscount = Field<Decimal4>(
    2, "Discount", unit: "%", source: "wholesaleDiscount")
  package let level = Field<Int64>(3, "Its number", source: "level")
  package init() {}
}
