import Importing

/// The members of a posting in all answers, and what becomes of them.
///
/// Buyers, recipients and couriers are known and not kept.
enum PostingMembers {
  /// Members that only answers about the seller's warehouse have.
  static let ofSellersWarehouse: [StaticString] = [
    "delivery_method", "shipment_date", "tpl_integration_type", "tracking_number", "is_express",
  ]

  /// Members that answers about Ozon's warehouse always have, and others rarely.
  static let ofOzonsWarehouse: [StaticString] = ["created_at", "cancel_reason_id"]

  static let posting: [KnownMember] = [
    .value("posting_number"),
    .value("order_id", .zeroIsAbsent),
    .value("order_number"),
    .value("parent_posting_number"),
    .value("status"),
    .value("substatus"),
    .value("created_at", .zeroIsAbsent),
    .value("in_process_at", .zeroIsAbsent),
    .value("shipment_date", .zeroIsAbsent),
    .value("delivering_date", .zeroIsAbsent),
    .value("fact_delivery_date", .zeroIsAbsent),
    .value("received_at_sorting_center", .zeroIsAbsent),
    .value("delivered_at", .zeroIsAbsent),
    .value("cancel_reason_id", .zeroIsAbsent),
    .object(
      "cancellation",
      [
        .value("cancel_reason_id", .zeroIsAbsent),
        .value("cancel_reason"),
        .value("cancellation_type"),
        .value("cancelled_after_ship"),
        .ignored("affect_cancellation_rating", "cancellation_initiator"),
      ]),
    .object(
      "delivery_method",
      [
        .value("warehouse_id", .zeroIsAbsent),
        .value("warehouse"),
        .ignored("id", "name", "tpl_provider", "tpl_provider_id"),
      ]),
    .value("tpl_integration_type"),
    .object(
      "analytics_data",
      [
        .value("region"),
        .value("city"),
        .value("delivery_type"),
        .value("warehouse_id", .zeroIsAbsent),
        .value("warehouse"),
        .value("warehouse_name", to: "warehouse"),
        .ignored(
          "client_delivery_date_begin", "client_delivery_date_end", "delivery_date_begin",
          "delivery_date_end", "is_legal", "is_premium", "payment_type_group_name",
          "tpl_provider", "tpl_provider_id"),
      ]),
    .object(
      "financial_data",
      [.value("cluster_from"), .value("cluster_to"), .ignored("products", "posting_services")]),
    .ignored("products", "delivery_schema"),
    .ignored("customer", "addressee", "courier", "legal_info"),
    .ignored(
      "additional_data", "available_actions", "barcodes", "container_barcode", "delivery_price",
      "destination_place_id", "destination_place_name", "external_order", "is_click_and_collect",
      "is_express", "is_multibox", "is_presortable", "multi_box_qty", "optional",
      "pickup_code_verified_at", "previous_substatus", "product_exemplars", "provider_status",
      "prr_option", "quantum_id", "related_postings", "related_weight_postings",
      "require_blr_traceable_attrs", "requirements", "shipment_date_without_delay",
      "tariffication", "tariffication_steps", "tracking_number", "volume_weight"),
  ]

  static let product: [KnownMember] = [
    .value("sku", .zeroIsAbsent),
    .value("offer_id"),
    .value("name"),
    .value("quantity"),
    .money("price", currency: "currency_code"),
    .currency("currency_code"),
    .ignored(
      "digital_codes", "dimensions", "has_imei", "imei", "is_blr_traceable",
      "is_marketplace_buyout", "is_weight_needed", "jw_uin", "mandatory_mark", "product_color",
      "weight", "weight_max", "weight_min"),
  ]

  /// What `financial_data` says of one sku.
  static let money: [KnownMember] = [
    .money("old_price", currency: "currency_code"),
    .money("price", to: "financial_price", currency: "currency_code"),
    .money("payout", currency: "currency_code"),
    .money("total_discount_value", currency: "currency_code"),
    .currency("currency_code"),
    .value("total_discount_percent"),
    .money("commission_amount", currency: "commissions_currency_code"),
    .value("commission_percent"),
    .currency("commissions_currency_code"),
    .money("customer_price", currency: "customer_currency_code"),
    .currency("customer_currency_code"),
    .ignored(
      "actions", "client_price", "item_services", "picking", "product_id", "quantity"),
  ]
}
