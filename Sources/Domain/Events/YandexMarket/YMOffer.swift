/// Yandex Market told of an offer and the card that it belongs to.
///
/// From `POST /v2/businesses/{id}/offer-mappings`, and from the older offer-mapping-entries, whose
/// offers are named `shopSku`.
package struct YMOffer: EventType {
  package static let kind = StreamKind("ym.offers")
  package static let noun = "offer"

  package let offerId = Field<Text>(1, "The seller's article", source: "offer.offerId")
  package let shopSku = Field<Text>(2, "The same in older answers", source: "offer.shopSku")
  package let marketSku = Field<Int64>(3, "The market's card", source: "mapping.marketSku")
  package let marketSkuName = Field<Text>(4, "The card's name", source: "mapping.marketSkuName")
  package let name = Field<Text>(5, "Name", source: "offer.name")
  package let category = Field<Text>(
    6, "The seller's category", source: "offer.category")
  package let marketCategoryId = Field<Int64>(
    7, "The market's category", source: "offer.marketCategoryId, mapping.marketCategoryId")
  package let vendor = Field<Text>(8, "Brand", source: "offer.vendor")
  package let vendorCode = Field<Text>(9, "The maker's article", source: "offer.vendorCode")
  package let barcodes = Field<List<Barcode>>(10, "Barcodes", source: "offer.barcodes")
  package let archived = Field<Bool>(11, "Archived", source: "offer.archived")
  package let cardStatus = Field<Text>(12, "State of the card", source: "offer.cardStatus")
  package let basicPrice = Field<Decimal4>(
    13, "Price", unit: "currency", source: "offer.basicPrice.value")
  package let discountBase = Field<Decimal4>(
    14, "Price before discounts", unit: "currency", source: "offer.basicPrice.discountBase")
  package let currency = Field<Text>(15, "Currency", source: "offer.basicPrice.currencyId")
  package let priceUpdatedAt = Field<Instant>(
    16, "Since when it costs that", source: "offer.basicPrice.updatedAt")
  package let purchasePrice = Field<Decimal4>(
    17, "Cost", unit: "purchaseCurrency", source: "offer.purchasePrice.value")
  package let purchaseCurrency = Field<Text>(
    18, "Currency of the cost", source: "offer.purchasePrice.currencyId")
  package init() {}

  package struct Barcode: Fields {
    package let barcode = Field<Text>(1, "Barcode, trimmed", source: "offer.barcodes")
    package init() {}
  }
}
