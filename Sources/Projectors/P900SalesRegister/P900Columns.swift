import Domain

/// The columns of p900.
struct P900Columns: Fields {
  let connection_mp_ref = Field<Text>(1, "The cabinet", source: "connection")
  let document_type = Field<Text>(
    2, "WB_Sales, OZON_FBS_Posting, OZON_FBO_Posting, OZON_Returns, YM_Order or YM_Returns")
  let document_no = Field<Text>(
    3, "The document's number in the marketplace",
    source: "WB saleID, else srid; Ozon posting number, return id; YM order id, return id")
  let line_id = Field<Text>(
    4, "The line in the document",
    source: "WB srid; Ozon sku; YM item id, in returns marketSku, else shopSku")
  let marketplace = Field<Text>(5, "WB, OZON or YM")
  let scheme = Field<Text>(6, "FBS, FBO, FBY, DBS, EXPRESS, where the source says it")
  let event_at = Field<Instant>(
    7, "When it was sold, delivered or returned",
    source:
      "WB date; Ozon delivered_at, else hand-over, else in_process_at, in returns return_date, else final_moment; YM realDeliveryDate, else updatedAt, in returns updateDate"
  )
  let sale_date = Field<Day>(8, "Moscow day of event_at")
  let date_basis = Field<Text>(9, "Ozon: `delivered`, `handover` or `in_process`")
  let source_updated_at = Field<Instant>(
    10, "The source's clock of the state shown",
    source: "WB lastChangeDate; Ozon returns change_moment; YM updatedAt, updateDate")
  let status_source = Field<Text>(
    11, "The status as the source names it",
    source: "WB sale or return; Ozon status, type; YM status, refundStatus")
  let status_norm = Field<Text>(
    12, "DELIVERED, PARTIALLY_RETURNED or RETURNED",
    source: "WB RETURNED if saleID begins with R, or without saleID forPay < 0")
  let seller_sku = Field<Text>(
    13, "The seller's article",
    source: "WB supplierArticle; Ozon offer_id; YM offerId, else shopSku")
  let mp_item_id = Field<Text>(
    14, "The marketplace's number of the item",
    source: "WB nmId; Ozon sku; YM marketSku, else offerId")
  let barcode = Field<Text>(15, "Barcode, where the source sends it")
  let title = Field<Text>(
    16, "Name of the item", source: "WB subject and brand; Ozon name; YM offerName")
  let qty = Field<Decimal4>(
    17, "Units", unit: "pcs", sign: "+ to the buyer, − back",
    source: "WB one a row; Ozon quantity; YM count")
  let price_list = Field<Decimal4>(
    18, "Price of a unit before discounts", unit: "currency_code",
    source: "WB |totalPrice|; Ozon old_price if > 0, else price; YM price before discount")
  let price_effective = Field<Decimal4>(
    19, "Price of a unit", unit: "currency_code",
    source: "WB |priceWithDisc|; Ozon price; YM amount_line ÷ count")
  let discount_total = Field<Decimal4>(
    20, "(price_list − price_effective) × qty", unit: "currency_code")
  let amount_line = Field<Decimal4>(
    21, "What the line is worth", unit: "currency_code", sign: "+ sale, − return",
    source: "price_effective × qty; YM orders: what buyer and market pay")
  let payable_amount = Field<Decimal4>(
    22, "What the marketplace owes for the line, where it says so", unit: "currency_code",
    source: "WB forPay; YM returns: −refunded money")
  let cost = Field<Decimal4>(
    23, "−(dealer price on sale_date × qty); none without a price", unit: "RUB",
    sign: "− sale, + return", source: "read-tables §0.2")
  let currency_code = Field<Text>(24, "ISO currency of the money")
  let is_preliminary = Field<Bool>(
    25, "WB: the money is not known yet",
    source: "forPay, finishedPrice or priceWithDisc is 0 and totalPrice is not")
  let organization_ref = Field<Text>(
    26, "Ref_Key of the seller's organization in 1C",
    source: "the one whose name is the connection's organization")
  let marketplace_product_ref = Field<Text>(
    27, "The product in the marketplace", source: "WB nmId; Ozon sku; YM offerId")
  let nomenclature_ref = Field<Text>(28, "The item in 1C", source: "read-tables §0.1")
  let nomenclature_basis = Field<Text>(29, "`decision`, `article` or `barcode`")
  let stream = Field<Text>(30, "The source document in the log")
}
