/// Ozon told of a return or a cancellation (`/v1/returns/list`).
package struct OzonReturn: EventType {
  package static let kind = StreamKind("ozon.returns")
  package static let noun = "return"

  package let id = Field<Int64>(1, "The return", source: "id")
  package let type = Field<Text>(
    2, "Cancellation, ClientReturn, PartialReturn or FullReturn", source: "type")
  package let schema = Field<Text>(3, "Whose warehouse: Fbs or Fbo", source: "schema")
  package let order_id = Field<Int64>(4, "Order; 0 is none", source: "order_id")
  package let order_number = Field<Text>(5, "The order's number", source: "order_number")
  package let posting_number = Field<Text>(
    6, "Posting; newer answers only", source: "posting_number")
  package let source_id = Field<Int64>(7, "The return's former id", source: "source_id")
  package let clearing_id = Field<Int64>(8, "Barcode of the posting", source: "clearing_id")
  package let return_clearing_id = Field<Int64>(
    9, "Barcode of the posting on its way back", source: "return_clearing_id")
  package let company_id = Field<Int64>(10, "The seller's cabinet", source: "company_id")
  package let return_reason_name = Field<Text>(11, "Why", source: "return_reason_name")
  package let sku = Field<Int64>(12, "Ozon's article", source: "product.sku")
  package let offer_id = Field<Text>(13, "The seller's article", source: "product.offer_id")
  package let name = Field<Text>(14, "Name", source: "product.name")
  package let quantity = Field<Decimal4>(
    15, "Pieces", sign: "positive", source: "product.quantity")
  package let price = Field<Decimal4>(
    16, "Price of one", unit: "currency_code", sign: "positive", source: "product.price.price")
  package let currency_code = Field<Text>(
    17, "Currency of the three prices; absent where the price is 0",
    source: "product.price.currency_code")
  package let price_without_commission = Field<Decimal4>(
    18, "Price without commission", unit: "currency_code",
    source: "product.price_without_commission.price")
  package let commission = Field<Decimal4>(
    19, "Commission", unit: "currency_code", source: "product.commission.price")
  package let commission_percent = Field<Decimal4>(
    20, "Commission", unit: "%", source: "product.commission_percent")
  package let return_date = Field<Instant>(
    21, "When the buyer gave it back", source: "logistic.return_date")
  package let final_moment = Field<Instant>(
    22, "When it came to the warehouse or the seller", source: "logistic.final_moment")
  package let technical_return_moment = Field<Instant>(
    23, "When it became a technical return", source: "logistic.technical_return_moment")
  package let cancelled_with_compensation_moment = Field<Instant>(
    24, "When the seller was compensated",
    source: "logistic.cancelled_with_compensation_moment")
  package let barcode = Field<Text>(25, "Barcode of the return's label", source: "logistic.barcode")
  package let change_moment = Field<Instant>(
    26, "The source's clock", source: "visual.change_moment")
  package let status = Field<Text>(27, "Status", source: "visual.status.sys_name")
  package let status_name = Field<Text>(
    28, "The status in words", source: "visual.status.display_name")
  package let compensation_status = Field<Text>(
    29, "Compensation", source: "compensation_status.status.sys_name")
  package let compensation_change_moment = Field<Instant>(
    30, "When the compensation changed", source: "compensation_status.change_moment")
  package let place_id = Field<Int64>(31, "Where it is", source: "place.id")
  package let place_name = Field<Text>(32, "Where it is", source: "place.name")
  package let target_place_id = Field<Int64>(33, "Where it goes", source: "target_place.id")
  package let target_place_name = Field<Text>(34, "Where it goes", source: "target_place.name")
  package let storage_sum = Field<Decimal4>(
    35, "Storage so far", unit: "storage_currency_code", sign: "positive",
    source: "storage.sum.price")
  package let utilization_sum = Field<Decimal4>(
    36, "Disposal", unit: "storage_currency_code", sign: "positive",
    source: "storage.utilization_sum.price")
  package let storage_currency_code = Field<Text>(
    37, "Currency of storage and disposal", source: "storage.sum.currency_code")
  package let arrived_moment = Field<Instant>(
    38, "When it was ready for the seller", source: "storage.arrived_moment")
  package let tariffication_start_date = Field<Instant>(
    39, "When storage began to cost", source: "storage.tariffication_start_date")
  package let tariffication_first_date = Field<Instant>(
    40, "First day that storage cost", source: "storage.tariffication_first_date")
  package let utilization_forecast_date = Field<Instant>(
    41, "When it is to be disposed of", source: "storage.utilization_forecast_date")
  package let is_opened = Field<Bool>(42, "It was opened", source: "additional_info.is_opened")
  package let is_super_econom = Field<Bool>(
    43, "Super economy", source: "additional_info.is_super_econom")
  package init() {}
}
