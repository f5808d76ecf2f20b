import Domain

/// The columns of p902.
struct P902Columns: Fields {
  let connection_mp_ref = Field<Text>(1, "The cabinet", source: "connection")
  let report_no = Field<Text>(
    2, "The report: its number, else YYYY-MM, or YYYY-MM-DD by day", source: "header.number")
  let row_number = Field<Int64>(
    3, "Row of the report; by day it begins anew", source: "rowNumber, row_number")
  let operation_type = Field<Text>(4, "`delivery` or `return`")
  let posting_number = Field<Text>(5, "The posting", source: "order.posting_number")
  let sku = Field<Text>(6, "Ozon's article", source: "item.sku")
  let offer_id = Field<Text>(7, "The seller's article", source: "item.offer_id")
  let barcode = Field<Text>(8, "Barcode", source: "item.barcode")
  let title = Field<Text>(9, "Name", source: "item.name")
  let accrual_date = Field<Day>(
    10, "When the report was made; by day its day", source: "header.doc_date")
  let period_from = Field<Day>(11, "Start of the period", source: "header.start_date")
  let period_to = Field<Day>(12, "End of the period", source: "header.stop_date")
  let quantity = Field<Decimal4>(
    13, "Units", unit: "pcs", sign: "+ delivery, − return", source: "quantity")
  let price = Field<Decimal4>(
    14, "The seller's price of a unit", unit: "currency_code", sign: "positive",
    source: "seller_price_per_instance")
  let amount = Field<Decimal4>(
    15, "Paid by buyers", unit: "currency_code", sign: "+ delivery, − return", source: "amount")
  let bonus = Field<Decimal4>(
    16, "Points for discounts", unit: "currency_code", sign: "+ delivery, − return",
    source: "bonus")
  let compensation = Field<Decimal4>(
    17, "Paid by Ozon", unit: "currency_code", sign: "+ delivery, − return",
    source: "compensation")
  let commission_amount = Field<Decimal4>(
    18, "Commission with discounts", unit: "currency_code", sign: "+ delivery, − return",
    source: "commission")
  let commission_percent = Field<Decimal4>(
    19, "Commission", unit: "%", source: "commission_ratio × 100")
  let standard_fee = Field<Decimal4>(
    20, "Ozon's fee", unit: "currency_code", sign: "+ delivery, − return", source: "standard_fee")
  let bank_coinvestment = Field<Decimal4>(
    21, "Partners' loyalty: green prices", unit: "currency_code", sign: "+ delivery, − return",
    source: "bank_coinvestment")
  let stars = Field<Decimal4>(
    22, "Partners' loyalty: stars", unit: "currency_code", sign: "+ delivery, − return",
    source: "stars")
  let pick_up_point_coinvestment = Field<Decimal4>(
    23, "Partners' loyalty: pick-up points", unit: "currency_code", sign: "+ delivery, − return",
    source: "pick_up_point_coinvestment")
  let payout_amount = Field<Decimal4>(
    24, "Due to the seller", unit: "currency_code", sign: "+ delivery, − return", source: "total")
  let currency_code = Field<Text>(25, "ISO currency of the money", source: "currency_sys_name")
  let sale_date = Field<Day>(26, "The posting's day in p900; none unless it is there")
  let marketplace_product_ref = Field<Text>(27, "The product in the marketplace", source: "sku")
  let nomenclature_ref = Field<Text>(28, "The item in 1C", source: "read-tables §0.1")
}
