/// Ozon booked an operation on the seller's account (`/v3/finance/transaction/list`).
///
/// Money in roubles, signed as the seller sees it: `amount` is `accruals_for_sale` +
/// `sale_commission` + the sum of `services`.
package struct OzonOperation: EventType {
  package static let kind = StreamKind("ozon.transactions")
  package static let noun = "operation"

  package let operation_id = Field<Int64>(1, "The operation", source: "operation_id")
  package let operation_type = Field<Text>(2, "What happened", source: "operation_type")
  package let operation_type_name = Field<Text>(
    3, "The same in words", source: "operation_type_name")
  package let operation_date = Field<Instant>(
    4, "Its day in Moscow, as midnight", source: "operation_date")
  package let type = Field<Text>(
    5, "orders, returns, services, compensation, transferDelivery or other", source: "type")
  package let amount = Field<Decimal4>(
    6, "The whole operation", unit: "RUB", sign: "seller's", source: "amount")
  package let accruals_for_sale = Field<Decimal4>(
    7, "Goods sold or taken back", unit: "RUB", sign: "seller's", source: "accruals_for_sale")
  package let sale_commission = Field<Decimal4>(
    8, "Commission", unit: "RUB", sign: "seller's", source: "sale_commission")
  package let delivery_charge = Field<Decimal4>(
    9, "Delivery, by tariffs until February 2021", unit: "RUB", source: "delivery_charge")
  package let return_delivery_charge = Field<Decimal4>(
    10, "Returns, by tariffs until February 2021", unit: "RUB", source: "return_delivery_charge")
  package let posting_number = Field<Text>(
    11, "Posting, or the order's number; absent when the operation stands alone",
    source: "posting.posting_number")
  package let delivery_schema = Field<Text>(
    12, "Whose warehouse", source: "posting.delivery_schema")
  package let order_date = Field<Instant>(
    13, "When the posting was taken on", source: "posting.order_date")
  package let warehouse_id = Field<Int64>(
    14, "Warehouse; 0 is none", source: "posting.warehouse_id")
  package let items = Field<List<Item>>(15, "Goods, one entry for each piece", source: "items")
  package let services = Field<List<Service>>(16, "Services", source: "services")
  package init() {}

  /// One piece that an operation is about: no quantity, no price.
  package struct Item: Fields {
    package let sku = Field<Int64>(1, "Ozon's article", source: "sku")
    package let name = Field<Text>(2, "Name", source: "name")
    package init() {}
  }

  /// One service inside an operation.
  package struct Service: Fields {
    package let name = Field<Text>(1, "Ozon's name of it", source: "name")
    package let price = Field<Decimal4>(
      2, "What it costs", unit: "RUB", sign: "seller's", source: "price")
    package init() {}
  }
}
