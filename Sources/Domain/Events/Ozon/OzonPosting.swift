/// Ozon told of a posting: goods on their way to one buyer, from the seller's warehouse or Ozon's.
///
/// Four answers tell of postings in shapes of their own; this is what they have in common. The source
/// has no clock of its own.
package struct OzonPosting: EventType {
  package static let kind = StreamKind("ozon.postings")
  package static let noun = "posting"

  package let posting_number = Field<Text>(1, "The posting", source: "posting_number")
  package let scheme = Field<Text>(2, "Whose warehouse: FBS the seller's, FBO Ozon's")
  package let order_id = Field<Int64>(3, "Order; its postings share it", source: "order_id")
  package let order_number = Field<Text>(4, "The order's number", source: "order_number")
  package let parent_posting_number = Field<Text>(
    5, "The posting that this one was split from", source: "parent_posting_number")
  package let status = Field<Text>(6, "Status", source: "status")
  package let substatus = Field<Text>(7, "Substatus", source: "substatus")
  package let created_at = Field<Instant>(8, "When it was made", source: "created_at")
  package let in_process_at = Field<Instant>(
    9, "When its processing began", source: "in_process_at")
  package let shipment_date = Field<Instant>(
    10, "Until when it has to be handed over", source: "shipment_date")
  package let delivering_date = Field<Instant>(
    11, "When it was handed over for delivery", source: "delivering_date")
  package let fact_delivery_date = Field<Instant>(
    12, "When it was really handed over for delivery", source: "fact_delivery_date")
  package let received_at_sorting_center = Field<Instant>(
    13, "When the sorting centre had it", source: "received_at_sorting_center")
  package let delivered_at = Field<Instant>(14, "When the buyer had it", source: "delivered_at")
  package let cancel_reason_id = Field<Int64>(
    15, "Why it was cancelled; 0 is none",
    source: "cancellation.cancel_reason_id, cancel_reason_id")
  package let cancel_reason = Field<Text>(
    16, "The same in words", source: "cancellation.cancel_reason")
  package let cancellation_type = Field<Text>(
    17, "By whom it was cancelled", source: "cancellation.cancellation_type")
  package let cancelled_after_ship = Field<Bool>(
    18, "Whether it had been packed by then", source: "cancellation.cancelled_after_ship")
  package let warehouse_id = Field<Int64>(
    19, "Warehouse", source: "delivery_method.warehouse_id, analytics_data.warehouse_id")
  package let warehouse = Field<Text>(
    20, "The warehouse's name", source: "delivery_method.warehouse, analytics_data.warehouse_name")
  package let tpl_integration_type = Field<Text>(
    21, "How the delivery service is tied in", source: "tpl_integration_type")
  package let delivery_type = Field<Text>(
    22, "How it is delivered", source: "analytics_data.delivery_type")
  package let region = Field<Text>(23, "Where to: region", source: "analytics_data.region")
  package let city = Field<Text>(24, "Where to: city", source: "analytics_data.city")
  package let cluster_from = Field<Text>(
    25, "Cluster it leaves", source: "financial_data.cluster_from")
  package let cluster_to = Field<Text>(
    26, "Cluster it goes to", source: "financial_data.cluster_to")
  package let products = Field<List<Product>>(27, "The goods", source: "products")
  package init() {}

  /// One line of a posting, with what `financial_data` says of the same sku.
  package struct Product: Fields {
    package let sku = Field<Int64>(1, "Ozon's article", source: "sku")
    package let offer_id = Field<Text>(2, "The seller's article", source: "offer_id")
    package let name = Field<Text>(3, "Name", source: "name")
    package let quantity = Field<Decimal4>(4, "Pieces", source: "quantity")
    package let price = Field<Decimal4>(
      5, "Price of one, with the seller's discounts", unit: "currency_code", source: "price")
    package let currency_code = Field<Text>(
      6, "Currency of the seller's prices", source: "currency_code, price.currency")
    package let old_price = Field<Decimal4>(
      7, "Price of one before discounts; 0 is none", unit: "currency_code",
      source: "financial_data.products.old_price")
    package let financial_price = Field<Decimal4>(
      8, "Price of one with all discounts but Ozon's", unit: "currency_code",
      source: "financial_data.products.price")
    package let commission_amount = Field<Decimal4>(
      9, "Commission; 0 until it is delivered", unit: "commissions_currency_code",
      source: "financial_data.products.commission_amount")
    package let commission_percent = Field<Decimal4>(
      10, "Commission", unit: "%", source: "financial_data.products.commission_percent")
    package let commissions_currency_code = Field<Text>(
      11, "Currency of the commission", source: "financial_data.products.commissions_currency_code")
    package let payout = Field<Decimal4>(
      12, "Due to the seller; 0 until it is delivered", unit: "currency_code",
      source: "financial_data.products.payout")
    package let total_discount_value = Field<Decimal4>(
      13, "Discount", unit: "currency_code",
      source: "financial_data.products.total_discount_value")
    package let total_discount_percent = Field<Decimal4>(
      14, "Discount", unit: "%", source: "financial_data.products.total_discount_percent")
    package let customer_price = Field<Decimal4>(
      15, "Price that the buyer pays", unit: "customer_currency_code",
      source: "financial_data.products.customer_price")
    package let customer_currency_code = Field<Text>(
      16, "The buyer's currency", source: "financial_data.products.customer_currency_code")
    package init() {}
  }
}
