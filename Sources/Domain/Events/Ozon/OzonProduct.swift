/// Ozon told what a product is (`/v3/product/info/list`).
///
/// What the other two answers tell of a product are streams of their own: each keeps its facts. Stocks,
/// statuses and price indexes change by the hour and are not kept.
package struct OzonProduct: EventType {
  package static let kind = StreamKind("ozon.products")
  package static let noun = "product"

  package let product_id = Field<Int64>(1, "The product", source: "id")
  package let offer_id = Field<Text>(2, "The seller's article", source: "offer_id")
  package let sku = Field<Int64>(3, "Ozon's article; absent before it is on sale", source: "sku")
  package let name = Field<Text>(4, "Name", source: "name")
  package let barcodes = Field<List<Barcode>>(5, "Barcodes", source: "barcodes")
  package let sources = Field<List<Source>>(
    6, "All articles that Ozon knows or knew it by", source: "sources")
  package let is_archived = Field<Bool>(7, "Archived by the seller", source: "is_archived")
  package let is_autoarchived = Field<Bool>(8, "Archived by Ozon", source: "is_autoarchived")
  package let is_discounted = Field<Bool>(9, "Marked down", source: "is_discounted")
  package let is_kgt = Field<Bool>(10, "Bulky", source: "is_kgt")
  package let price = Field<Decimal4>(
    11, "Price with discounts", unit: "currency_code", source: "price")
  package let old_price = Field<Decimal4>(
    12, "Price before discounts", unit: "currency_code", source: "old_price")
  package let min_price = Field<Decimal4>(
    13, "Least price", unit: "currency_code", source: "min_price")
  package let marketing_price = Field<Decimal4>(
    14, "Price with Ozon's campaigns; older answers", unit: "currency_code",
    source: "marketing_price")
  package let currency_code = Field<Text>(15, "Currency", source: "currency_code")
  package let vat = Field<Decimal4>(16, "VAT rate as a share", source: "vat")
  package let description_category_id = Field<Int64>(
    17, "Category", source: "description_category_id")
  package let type_id = Field<Int64>(18, "Type", source: "type_id")
  package let created_at = Field<Instant>(19, "When it was made", source: "created_at")
  package let volume_weight = Field<Decimal4>(20, "Weight by volume", source: "volume_weight")
  package init() {}

  package struct Barcode: Fields {
    package let barcode = Field<Text>(1, "Barcode, trimmed", source: "barcodes")
    package init() {}
  }

  /// One article of a product: there may be several, retired ones among them.
  package struct Source: Fields {
    package let sku = Field<Int64>(1, "Ozon's article", source: "sources.sku")
    package let source = Field<Text>(2, "Where it is sold from", source: "sources.source")
    package let shipment_type = Field<Text>(3, "Packing", source: "sources.shipment_type")
    package let quant_code = Field<Text>(4, "Quant", source: "sources.quant_code")
    package let created_at = Field<Instant>(5, "When it was made", source: "sources.created_at")
    package init() {}
  }
}
