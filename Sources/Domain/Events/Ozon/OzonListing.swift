/// Ozon listed a product (`/v3/product/list`).
package struct OzonListing: EventType {
  package static let kind = OzonProduct.kind
  package static let noun = "listing"

  package let product_id = Field<Int64>(1, "The product", source: "product_id")
  package let offer_id = Field<Text>(2, "The seller's article", source: "offer_id")
  package let archived = Field<Bool>(3, "Archived", source: "archived")
  package let is_discounted = Field<Bool>(4, "Marked down", source: "is_discounted")
  package let has_fbo_stocks = Field<Bool>(5, "In stock at Ozon", source: "has_fbo_stocks")
  package let has_fbs_stocks = Field<Bool>(6, "In stock at the seller", source: "has_fbs_stocks")
  package init() {}
}
