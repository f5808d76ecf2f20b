/// Yandex Market told of one movement of the united-netting report.
///
/// Sums as sent: money to the seller positive, from the seller negative. The status, the act and the
/// bank order arrive weeks after the movement.
package struct YMNettingMovement: EventType {
  package static let kind = StreamKind("ym.netting")
  package static let noun = "movement"

  package let business_id = Field<Text>(1, "Business account", source: "BUSINESS_ID")
  package let model = Field<Text>(2, "FBS, FBY, DBS or EXPRESS", source: "MODEL")
  package let partner_id = Field<Text>(3, "Shop", source: "PARTNER_ID")
  package let shop_name = Field<Text>(4, "Shop's name", source: "SHOP_NAME")
  package let inn = Field<Text>(5, "The seller's tax number", source: "INN")
  package let placement_contract = Field<Text>(
    6, "Contract of placement", source: "PLACEMENT_CONTRACT")
  package let promotion_contract = Field<Text>(
    7, "Contract of promotion", source: "PROMOTION_CONTRACT")
  package let transaction_at = Field<Instant>(
    8, "When money moved; a day alone is its Moscow midnight", source: "TRANSACTION_DATE")
  package let transaction_id = Field<Text>(9, "Often empty", source: "TRANSACTION_ID")
  package let order_id = Field<Text>(10, "Order", source: "ORDER_ID")
  package let shop_order_id = Field<Text>(
    11, "The seller's own order number", source: "SHOP_ORDER_ID")
  package let order_creation_date = Field<Day>(
    12, "Day of the order", source: "ORDER_CREATION_DATE")
  package let order_delivery_date = Field<Day>(
    13, "Day of delivery", source: "ORDER_DELIVERY_DATE")
  package let claim_number = Field<Text>(14, "Claim, number and date", source: "CLAIM_NUMBER")
  package let order_type = Field<Text>(15, "Type of order", source: "ORDER_TYPE")
  package let shop_sku = Field<Text>(16, "The seller's sku", source: "SHOP_SKU")
  package let act_id = Field<Text>(17, "Act of services", source: "ACT_ID")
  package let act_date = Field<Day>(18, "Day of the act", source: "ACT_DATE")
  package let offer_or_service_name = Field<Text>(
    19, "Product for accruals, service for retentions", source: "OFFER_OR_SERVICE_NAME")
  package let count = Field<Decimal4>(20, "Quantity", unit: "pcs", source: "COUNT")
  package let transaction_sum = Field<Decimal4>(
    21, "Amount", unit: "RUB", sign: "as sent: to the seller positive", source: "TRANSACTION_SUM")
  package let transaction_type = Field<Text>(
    22, "Начисление, Возврат, Удержание, …", source: "TRANSACTION_TYPE")
  package let transaction_source = Field<Text>(
    23, "What for: Платёж покупателя, …", source: "TRANSACTION_SOURCE")
  package let payment_status = Field<Text>(
    24, "Переведён…, Будет…, Справочно…", source: "PAYMENT_STATUS")
  package let bonus_account_year_month = Field<Text>(
    25, "Month of the bonus for joint promotions", source: "BONUS_ACCOUNT_YEAR_MONTH")
  package let bank_order_date = Field<Day>(
    26, "Day of the payment order", source: "BANK_ORDER_DATE")
  package let bank_order_id = Field<Text>(27, "Payment order", source: "BANK_ORDER_ID")
  package let bank_sum = Field<Decimal4>(
    28, "Sum of the whole payment order", unit: "RUB", source: "BANK_SUM")
  package let comments = Field<Text>(29, "Yandex's own remarks", source: "COMMENTS")
  package init() {}
}
