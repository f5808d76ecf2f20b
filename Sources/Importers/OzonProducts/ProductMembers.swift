import Importing

/// The members of a product in the three answers, and what becomes of them.
enum ProductMembers {
  static let product: [KnownMember] = [
    .value("id", to: "product_id", .zeroIsAbsent),
    .value("name"),
    .value("offer_id"),
    .value("is_archived"),
    .value("is_autoarchived"),
    .value("is_discounted"),
    .value("is_kgt"),
    .texts("barcodes", each: "barcode"),
    .value("description_category_id", .zeroIsAbsent),
    .value("type_id", .zeroIsAbsent),
    .value("created_at"),
    .currency("currency_code"),
    .value("min_price"),
    .value("old_price"),
    .value("price"),
    .value("marketing_price"),
    .value("vat"),
    .value("sku", .zeroIsAbsent),
    .list(
      "sources",
      [
        .value("sku", .zeroIsAbsent),
        .value("source"),
        .value("shipment_type"),
        .value("quant_code"),
        .value("created_at"),
        .ignored("is_enabled"),
      ]),
    .value("volume_weight"),
    .ignored(
      "availabilities", "color_image", "commissions", "discounted_fbo_stocks", "errors",
      "has_discounted_fbo_item", "images", "images360", "is_prepayment_allowed", "is_seasonal",
      "is_super", "model_info", "premium_price", "price_indexes", "primary_image", "promotions",
      "statuses", "stocks", "updated_at", "visibility_details"),
  ]

  static let listing: [KnownMember] = [
    .value("product_id", .zeroIsAbsent),
    .value("offer_id"),
    .value("archived"),
    .value("is_discounted"),
    .value("has_fbo_stocks"),
    .value("has_fbs_stocks"),
    .ignored("quants", "sku"),
  ]

  static let price: [KnownMember] = [
    .value("product_id", .zeroIsAbsent),
    .value("offer_id"),
    .object(
      "price",
      [
        .value("price"),
        .value("old_price"),
        .value("min_price"),
        .value("marketing_seller_price"),
        .value("net_price"),
        .value("retail_price"),
        .value("vat"),
        .currency("currency_code"),
        .ignored(
          "auto_action_enabled", "auto_add_to_ozon_actions_list_enabled", "marketing_price",
          "premium_price"),
      ]),
    .value("acquiring"),
    .value("volume_weight"),
    .object("commissions", tariffs.map { .value($0) }),
    .ignored("marketing_actions", "price_indexes"),
  ]

  private static let tariffs = [
    "sales_percent_fbo", "sales_percent_fbs", "sales_percent_rfbs", "sales_percent_fbp",
    "fbo_deliv_to_customer_amount", "fbo_direct_flow_trans_min_amount",
    "fbo_direct_flow_trans_max_amount", "fbo_return_flow_amount", "fbs_deliv_to_customer_amount",
    "fbs_direct_flow_trans_min_amount", "fbs_direct_flow_trans_max_amount",
    "fbs_first_mile_min_amount", "fbs_first_mile_max_amount", "fbs_return_flow_amount",
  ]
}
