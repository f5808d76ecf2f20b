import Domain

/// The columns of p908.
struct P908Columns: Fields {
  let connection_mp_ref = Field<Text>(1, "The cabinet", source: "connection")
  let nm_id = Field<Int64>(2, "Wildberries' article", source: "nmID")
  let size_id = Field<Int64>(3, "The size's number", source: "sizes.sizeID")
  let vendor_code = Field<Text>(4, "The seller's article", source: "vendorCode")
  let tech_size = Field<Text>(5, "The seller's size", source: "sizes.techSizeName")
  let price = Field<Decimal4>(
    6, "Price before discounts", unit: "currency_code", sign: "≥ 0", source: "sizes.price")
  let discounted_price = Field<Decimal4>(
    7, "Price with the discount", unit: "currency_code", sign: "≥ 0",
    source: "sizes.discountedPrice")
  let club_discounted_price = Field<Decimal4>(
    8, "Price with the club's discount too", unit: "currency_code", sign: "≥ 0",
    source: "sizes.clubDiscountedPrice")
  let discount = Field<Decimal4>(9, "Discount", unit: "%", source: "discount")
  let club_discount = Field<Decimal4>(10, "The club's discount", unit: "%", source: "clubDiscount")
  let editable_size_price = Field<Bool>(
    11, "Whether sizes may have prices of their own", source: "editableSizePrice")
  let currency_code = Field<Text>(12, "ISO currency of the prices", source: "currencyIsoCode4217")
  let changed_at = Field<Instant>(
    13, "When the first list with these prices and discounts was fetched", source: "fetched at")
  let is_listed = Field<Bool>(14, "0 when a later complete list no longer has it")
  let marketplace_product_ref = Field<Text>(15, "The product: nm_id as text", source: "nmID")
  let nomenclature_ref = Field<Text>(16, "The item in 1C", source: "read-tables §0.1")
  let base_nomenclature_ref = Field<Text>(
    17, "The item whose stock and price it shares", source: "НоменклатураДляОстатков")
  let dealer_price = Field<Decimal4>(
    18, "Dealer price on the Moscow day of changed_at", unit: "RUB", sign: "> 0",
    source: "read-tables §0.2")
  let margin_percent = Field<Decimal4>(
    19, "(discounted_price − dealer_price) ÷ dealer_price × 100; none for other currencies",
    unit: "%")
}

/// The columns of p908_history.
struct P908HistoryColumns: Fields {
  let connection_mp_ref = Field<Text>(1, "The cabinet", source: "connection")
  let nm_id = Field<Int64>(2, "Wildberries' article", source: "nmID")
  let size_id = Field<Int64>(3, "The size's number", source: "sizes.sizeID")
  let changed_at = Field<Instant>(
    4, "When the first list with these prices and discounts was fetched", source: "fetched at")
  let price = Field<Decimal4>(
    5, "Price before discounts", unit: "currency", sign: "≥ 0", source: "sizes.price")
  let discounted_price = Field<Decimal4>(
    6, "Price with the discount", unit: "currency", sign: "≥ 0", source: "sizes.discountedPrice")
  let discount = Field<Decimal4>(7, "Discount", unit: "%", source: "discount")
}
