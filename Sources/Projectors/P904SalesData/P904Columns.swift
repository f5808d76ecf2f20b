import Domain

/// The columns of p904.
struct P904Columns: Fields {
  let connection_mp_ref = Field<Text>(1, "The cabinet", source: "connection")
  let registrator_type = Field<Text>(
    2, "p900's document types, or OZON_Transactions for operations and accruals")
  let registrator_no = Field<Text>(
    3, "What booked it: saleID, posting, return, operation, accrual or order")
  let line_id = Field<Text>(4, "The line in it; `-` when it is about no goods")
  let marketplace = Field<Text>(5, "WB, OZON or YM")
  let organization_ref = Field<Text>(6, "Ref_Key of the seller's organization in 1C")
  let date = Field<Day>(7, "Moscow day of the movement")
  let document_no = Field<Text>(
    8, "What a person would look for: saleID, posting or order number")
  let article = Field<Text>(9, "The seller's article")
  let marketplace_product_ref = Field<Text>(10, "The product in the marketplace")
  let nomenclature_ref = Field<Text>(11, "The item in 1C", source: "read-tables §0.1")
  let nomenclature_basis = Field<Text>(12, "`decision`, `article` or `barcode`")
  let qty = Field<Decimal4>(
    13, "Units; 0 on lines that move no goods", unit: "pcs", sign: "+ to the buyer, − back",
    source: "p900's; among lines of finance shared like the amounts")
  let currency_code = Field<Text>(14, "ISO currency of the money")
  let basis = Field<Text>(
    15, "Ozon: `posting` until finance tells of it, then `transaction`")
  let customer_in = Field<Decimal4>(
    16, "What buyers pay", unit: "currency_code", sign: "≥ 0",
    source:
      "WB finishedPrice; Ozon accruals_for_sale > 0, before finance price × quantity; YM buyer")
  let customer_out = Field<Decimal4>(
    17, "What goes back to buyers", unit: "currency_code", sign: "≤ 0",
    source: "WB finishedPrice of a return; Ozon accruals_for_sale < 0; YM refunded money")
  let coinvest_in = Field<Decimal4>(
    18, "What the marketplace adds to the buyer's price", unit: "currency_code",
    sign: "+ sale, − return", source: "WB priceWithDisc − finishedPrice; YM subsidies")
  let commission_out = Field<Decimal4>(
    19, "Commission", unit: "currency_code", sign: "≤ 0 on sale",
    source: "WB forPay − priceWithDisc; Ozon sale_commission")
  let acquiring_out = Field<Decimal4>(
    20, "Acquiring, where it is not in the commission", unit: "currency_code",
    sign: "− to the marketplace", source: "Ozon services and operations of acquiring")
  let logistics_out = Field<Decimal4>(
    21, "Logistics", unit: "currency_code", sign: "− to the marketplace",
    source: "Ozon services of delivery, flow and drop-off")
  let penalty_out = Field<Decimal4>(
    22, "Penalties", unit: "currency_code", sign: "− to the marketplace",
    source: "Ozon operations named as penalties")
  let services_out = Field<Decimal4>(
    23, "Other services, and what nothing else explains", unit: "currency_code",
    sign: "− to the marketplace", source: "Ozon services of other names, and the rest of amount")
  let price_full = Field<Decimal4>(
    24, "Price of a unit before discounts", unit: "currency_code", source: "p900's price_list")
  let price_list = Field<Decimal4>(
    25, "Price of a unit of the seller", unit: "currency_code",
    source: "WB |priceWithDisc|; Ozon price; YM price before discount")
  let price_return = Field<Decimal4>(26, "Returned for a unit", unit: "currency_code")
  let commission_percent = Field<Decimal4>(
    27, "Commission", unit: "%", source: "WB −commission_out ÷ priceWithDisc × 100")
  let coinvest_percent = Field<Decimal4>(
    28, "What the marketplace adds", unit: "%", source: "WB spp")
  let cost = Field<Decimal4>(
    29, "−(dealer price on the day × qty); none without a price", unit: "RUB",
    sign: "− sale, + return", source: "read-tables §0.2")
  let total = Field<Decimal4>(
    30, "What the line brings", unit: "currency_code", sign: "+ to the seller",
    source: "customer_in + customer_out + coinvest_in + every …_out")
  let seller_total = Field<Decimal4>(
    31, "total + cost; none where goods moved at an unknown cost", unit: "currency_code",
    sign: "+ to the seller")
}
