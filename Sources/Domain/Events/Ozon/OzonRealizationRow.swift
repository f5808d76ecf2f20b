/// Ozon reported the realisation of one article: a row of the month's or the day's report.
///
/// Money and quantities are unsigned; the side says which way they go. Both sides in one row are two
/// facts.
package struct OzonRealizationRow: EventType {
  package static let kind = StreamKind("ozon.realization")
  package static let noun = "row"

  package let report_no = Field<Text>(
    1, "header.number, else YYYY-MM of the report; YYYY-MM-DD for by-day rows")
  package let row_number = Field<Int64>(
    2, "Row of the report; by-day rows begin anew each day", source: "rowNumber, row_number")
  package let doc_date = Field<Day>(
    3, "When the document was made; absent for by-day rows", source: "header.doc_date")
  package let start_date = Field<Day>(4, "Start of the period", source: "header.start_date")
  package let stop_date = Field<Day>(5, "End of the period", source: "header.stop_date")
  package let contract_number = Field<Text>(6, "Contract", source: "header.contract_number")
  package let contract_date = Field<Day>(7, "The contract's date", source: "header.contract_date")
  package let currency_code = Field<Text>(
    8, "Currency of all money of the report", source: "header.currency_sys_name")
  package let posting_number = Field<Text>(9, "Posting", source: "order.posting_number")
  package let order_created_date = Field<Day>(
    10, "When the order was made", source: "order.created_date")
  package let sku = Field<Int64>(11, "Ozon's article", source: "item.sku")
  package let offer_id = Field<Text>(12, "The seller's article", source: "item.offer_id")
  package let barcode = Field<Text>(13, "Barcode", source: "item.barcode")
  package let name = Field<Text>(14, "Name", source: "item.name")
  package let seller_price_per_instance = Field<Decimal4>(
    15, "The seller's price of one with discounts", unit: "currency_code",
    source: "seller_price_per_instance")
  package let commission_percent = Field<Decimal4>(
    16, "Commission", unit: "%", source: "commission_ratio × 100")
  package let delivery_commission = Field<List<Side>>(
    17, "What was sold; one record or none", source: "delivery_commission")
  package let return_commission = Field<List<Side>>(
    18, "What came back; one record or none", source: "return_commission")
  package let document_number = Field<Text>(
    19, "Invoice to a company", source: "legal_entity_document.number")
  package let document_sale_date = Field<Day>(
    20, "The invoice's date", source: "legal_entity_document.sale_date")
  package init() {}

  /// One side of a row.
  package struct Side: Fields {
    package let quantity = Field<Decimal4>(1, "Pieces", sign: "unsigned", source: "quantity")
    package let amount = Field<Decimal4>(
      2, "Paid by buyers", unit: "currency_code", sign: "unsigned", source: "amount")
    package let price_per_instance = Field<Decimal4>(
      3, "Price of one", unit: "currency_code", source: "price_per_instance")
    package let bonus = Field<Decimal4>(
      4, "Points for discounts", unit: "currency_code", sign: "unsigned", source: "bonus")
    package let compensation = Field<Decimal4>(
      5, "Paid by Ozon; until April 2024", unit: "currency_code", sign: "unsigned",
      source: "compensation")
    package let commission = Field<Decimal4>(
      6, "Commission with discounts; until April 2024", unit: "currency_code", sign: "unsigned",
      source: "commission")
    package let standard_fee = Field<Decimal4>(
      7, "Ozon's fee", unit: "currency_code", sign: "unsigned", source: "standard_fee")
    package let bank_coinvestment = Field<Decimal4>(
      8, "Partners' loyalty: green prices", unit: "currency_code", sign: "unsigned",
      source: "bank_coinvestment")
    package let stars = Field<Decimal4>(
      9, "Partners' loyalty: stars", unit: "currency_code", sign: "unsigned", source: "stars")
    package let pick_up_point_coinvestment = Field<Decimal4>(
      10, "Partners' loyalty: pick-up points", unit: "currency_code", sign: "unsigned",
      source: "pick_up_point_coinvestment")
    package let total = Field<Decimal4>(
      11, "Due to the seller", unit: "currency_code", sign: "unsigned", source: "total")
    package init() {}
  }
}
