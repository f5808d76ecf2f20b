/// Wildberries' calendar has a promotion (`/api/v1/calendar/promotions`).
package struct WBPromotion: EventType {
  package static let kind = StreamKind("wb.promotions")
  package static let noun = "promotion"

  package let id = Field<Int64>(1, "The promotion", source: "id")
  package let name = Field<Text>(2, "Its name", source: "name")
  package let startDateTime = Field<Instant>(3, "Begins", source: "startDateTime")
  package let endDateTime = Field<Instant>(4, "Ends", source: "endDateTime")
  package let type = Field<Text>(5, "regular or auto", source: "type")
  package init() {}
}

/// Wildberries told of a promotion in detail (`/api/v1/calendar/promotions/details`).
package struct WBPromotionDetails: EventType {
  package static let kind = StreamKind("wb.promotions")
  package static let noun = "details"

  package let id = Field<Int64>(1, "The promotion", source: "id")
  package let name = Field<Text>(2, "Its name", source: "name")
  package let description = Field<Text>(3, "What it is about", source: "description")
  package let advantages = Field<List<WBPromotionAdvantage>>(
    4, "What it brings", source: "advantages")
  package let startDateTime = Field<Instant>(5, "Begins", source: "startDateTime")
  package let endDateTime = Field<Instant>(6, "Ends", source: "endDateTime")
  package let type = Field<Text>(7, "regular or auto", source: "type")
  package let inPromoActionLeftovers = Field<Int64>(
    8, "Products in it that are in stock", source: "inPromoActionLeftovers")
  package let inPromoActionTotal = Field<Int64>(9, "Products in it", source: "inPromoActionTotal")
  package let notInPromoActionLeftovers = Field<Int64>(
    10, "Products not in it that are in stock", source: "notInPromoActionLeftovers")
  package let notInPromoActionTotal = Field<Int64>(
    11, "Products not in it", source: "notInPromoActionTotal")
  package let participationPercentage = Field<Decimal4>(
    12, "Share of products in it", unit: "%", source: "participationPercentage")
  package let exceptionProductsCount = Field<Int64>(
    13, "Products taken out before the start", source: "exceptionProductsCount")
  package let ranging = Field<List<WBPromotionRank>>(
    14, "How participation lifts products", source: "ranging")
  package init() {}
}

/// Something that a promotion brings.
package struct WBPromotionAdvantage: Fields {
  package let advantage = Field<Text>(1, "In Wildberries' words")
  package init() {}
}

/// A share of products in a promotion, and the lift in search that it brings.
package struct WBPromotionRank: Fields {
  package let condition = Field<Text>(1, "What is counted", source: "condition")
  package let participationRate = Field<Decimal4>(
    2, "From this share on", unit: "%", source: "participationRate")
  package let boost = Field<Decimal4>(3, "Lift", unit: "%", source: "boost")
  package init() {}
}

/// A product may be, or is, in a promotion (`/api/v1/calendar/promotions/nomenclatures`).
package struct WBPromotionNomenclature: EventType {
  package static let kind = StreamKind("wb.promotions")
  package static let noun = "nomenclature"

  package let promotion = Field<Int64>(
    1, "The promotion, from the file's name: the answer does not tell it")
  package let nmID = Field<Int64>(2, "Wildberries' article", source: "id")
  package let inAction = Field<Bool>(3, "Whether it is in the promotion", source: "inAction")
  package let price = Field<Decimal4>(4, "Price", source: "price")
  package let currency = Field<Text>(5, "Currency, ISO", source: "currencyCode")
  package let planPrice = Field<Decimal4>(6, "Price in the promotion", source: "planPrice")
  package let discount = Field<Decimal4>(7, "Discount", unit: "%", source: "discount")
  package let planDiscount = Field<Decimal4>(
    8, "Discount to take part", unit: "%", source: "planDiscount")
  package init() {}
}
