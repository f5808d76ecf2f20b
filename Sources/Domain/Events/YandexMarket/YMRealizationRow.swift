/// Yandex Market reported goods of an order: handed over, delivered, unredeemed, returned or lost.
///
/// One row of one sheet of the monthly goods-realization report. The buying company's name, tax
/// numbers and address are left out.
package struct YMRealizationRow: EventType {
  package static let kind = StreamKind("ym.realization")
  package static let noun = "row"

  package let sheet = Field<Text>(
    1, "transferred_to_delivery, delivered, unredeemed, returned or lost_items")
  package let month = Field<Text>(2, "Month of the report, YYYY-MM")
  package let order_id = Field<Text>(3, "Order", source: "ORDER_ID")
  package let your_order_id = Field<Text>(
    4, "The seller's own order number", source: "YOUR_ORDER_ID")
  package let order_type = Field<Text>(5, "Sold to a person or a company", source: "ORDER_TYPE")
  package let offer_name = Field<Text>(6, "Product", source: "OFFER_NAME")
  package let your_sku = Field<Text>(7, "The seller's sku", source: "YOUR_SKU")
  package let shop_sku = Field<Text>(8, "The same, as the market keeps it", source: "SHOP_SKU")
  package let transferred_to_delivery_count = Field<Decimal4>(
    9, "Handed over", unit: "pcs", source: "TRANSFERRED_TO_DELIVERY_COUNT")
  package let delivered_count = Field<Decimal4>(
    10, "Delivered", unit: "pcs", source: "DELIVERED_COUNT")
  package let unredeemed_count = Field<Decimal4>(
    11, "Unredeemed", unit: "pcs", source: "UNREDEEMED_COUNT")
  package let returned_count = Field<Decimal4>(
    12, "Returned, unsigned", unit: "pcs", source: "RETURNED_COUNT")
  package let order_creation_date = Field<Day>(
    13, "Day of the order", source: "ORDER_CREATION_DATE")
  package let transferred_to_delivery_date = Field<Day>(
    14, "Day of hand-over", source: "TRANSFERRED_TO_DELIVERY_DATE")
  package let delivery_date = Field<Day>(15, "Day of delivery", source: "DELIVERY_DATE")
  package let accept_date = Field<Day>(
    16, "Day on which the warehouse took the goods back",
    source: "UNREDEEMED_WAREHOUSE_OR_SC_ACCEPT_DATE, RETURN_WAREHOUSE_OR_SC_ACCEPT_DATE")
  package let payment_type = Field<Text>(17, "Way of payment", source: "PAYMENT_TYPE")
  package let vat = Field<Text>(18, "VAT rate as written, such as 22%", source: "VAT")
  package let price_with_vat_and_no_discount = Field<Decimal4>(
    19, "Price of a piece before discounts", unit: "RUB", source: "PRICE_WITH_VAT_AND_NO_DISCOUNT")
  package let shop_marketplace_discount = Field<Decimal4>(
    20, "The seller's discount on a piece", unit: "RUB", source: "SHOP_MARKETPLACE_DISCOUNT")
  package let spasibo_discount = Field<Decimal4>(
    21, "Discount on a piece by Spasibo bonuses", unit: "RUB", source: "SPASIBO_DISCOUNT")
  package let yandex_plus_discount = Field<Decimal4>(
    22, "Discount on a piece by Plus points", unit: "RUB", source: "YANDEX_PLUS_DISCOUNT")
  package let price_with_vat_and_all_discounts = Field<Decimal4>(
    23, "Price of a piece after discounts", unit: "RUB",
    source: "PRICE_WITH_VAT_AND_ALL_DISCOUNTS")
  package let price_sum_with_vat_and_no_discounts = Field<Decimal4>(
    24, "All pieces of the sheet before discounts, unsigned", unit: "RUB",
    source: "…_PRICE_SUM_WITH_VAT_AND_NO_DISCOUNTS")
  package let discount_sum = Field<Decimal4>(
    25, "Discounts on all pieces of the sheet", unit: "RUB", source: "…_DISCOUNT_SUM")
  package let price_sum_with_vat_and_discounts = Field<Decimal4>(
    26, "All pieces of the sheet after discounts, unsigned", unit: "RUB",
    source: "…_PRICE_SUM_WITH_VAT_AND_DISCOUNTS")
  package let rnpt = Field<Text>(27, "Customs declaration or batch number", source: "RNPT")
  package let compensation_date = Field<Day>(
    28, "Day of compensation for lost goods", source: "COMPENSATION_DATE")
  package let compensation_amount = Field<Decimal4>(
    29, "Compensation", unit: "RUB", source: "COMPENSATION_AMOUNT")
  package let lost_return_received_date = Field<Day>(
    30, "Day on which lost goods were found", source: "LOST_RETURN_RECEIVED_DATE")
  package let decompensation_date = Field<Day>(
    31, "Day on which compensation was taken back", source: "DECOMPENSATION_DATE")
  package let decompensation_amount = Field<Decimal4>(
    32, "Compensation taken back", unit: "RUB", source: "DECOMPENSATION_AMOUNT")
  package let upd_status = Field<Text>(33, "Transfer document's status", source: "UPD_STATUS")
  package let upd_date = Field<Day>(34, "Transfer document's day", source: "UPD_DATE")
  package let upd_number = Field<Text>(35, "Transfer document's number", source: "UPD_NUMBER")
  package let upd_status_2 = Field<Text>(36, "The second column", source: "UPD_STATUS")
  package let upd_date_2 = Field<Day>(37, "The second column", source: "UPD_DATE")
  package let upd_number_2 = Field<Text>(38, "The second column", source: "UPD_NUMBER")
  package let ukd_status = Field<Text>(39, "Correction document's status", source: "UKD_STATUS")
  package let ukd_date = Field<Day>(40, "Correction document's day", source: "UKD_DATE")
  package let ukd_number = Field<Text>(41, "Correction document's number", source: "UKD_NUMBER")
  package let ukd_status_2 = Field<Text>(42, "The second column", source: "UKD_STATUS")
  package let ukd_date_2 = Field<Day>(43, "The second column", source: "UKD_DATE")
  package let ukd_number_2 = Field<Text>(44, "The second column", source: "UKD_NUMBER")
  package let consignment_note_date = Field<Day>(
    45, "Consignment note's day", source: "CONSIGNMENT_NOTE_DATE")
  package let consignment_note_number = Field<Text>(
    46, "Consignment note's number", source: "CONSIGNMENT_NOTE_NUMBER")
  package let invoice_date = Field<Day>(47, "Invoice's day", source: "INVOICE_DATE")
  package let invoice_number = Field<Text>(48, "Invoice's number", source: "INVOICE_NUMBER")
  package let adjustment_invoice_date = Field<Day>(
    49, "Correction invoice's day", source: "ADJUSTMENT_INVOICE_DATE")
  package let adjustment_invoice_number = Field<Text>(
    50, "Correction invoice's number", source: "ADJUSTMENT_INVOICE_NUMBER")
  package let redeemed_price = Field<Decimal4>(
    51, "Cost of the bought part", unit: "RUB", source: "REDEEMED_PRICE")
  package let redeemed_price_2 = Field<Decimal4>(
    52, "The second column", unit: "RUB", source: "REDEEMED_PRICE")
  package init() {}
}
