/// Ozon told a product's prices and what selling it costs (`/v5/product/info/prices`).
package struct OzonPrice: EventType {
  package static let kind = OzonProduct.kind
  package static let noun = "price"

  package let product_id = Field<Int64>(1, "The product", source: "product_id")
  package let offer_id = Field<Text>(2, "The seller's article", source: "offer_id")
  package let price = Field<Decimal4>(
    3, "Price with discounts", unit: "currency_code", source: "price.price")
  package let old_price = Field<Decimal4>(
    4, "Price before discounts; 0 is none", unit: "currency_code", source: "price.old_price")
  package let min_price = Field<Decimal4>(
    5, "Least price; 0 is none", unit: "currency_code", source: "price.min_price")
  package let marketing_seller_price = Field<Decimal4>(
    6, "Price with the seller's campaigns", unit: "currency_code",
    source: "price.marketing_seller_price")
  package let net_price = Field<Decimal4>(
    7, "Cost; 0 is none", unit: "currency_code", source: "price.net_price")
  package let retail_price = Field<Decimal4>(
    8, "The supplier's price; 0 is none", unit: "currency_code", source: "price.retail_price")
  package let vat = Field<Decimal4>(9, "VAT rate as a share", source: "price.vat")
  package let currency_code = Field<Text>(10, "Currency", source: "price.currency_code")
  package let acquiring = Field<Decimal4>(
    11, "Acquiring at most", unit: "currency_code", source: "acquiring")
  package let volume_weight = Field<Decimal4>(12, "Weight by volume", source: "volume_weight")
  package let sales_percent_fbo = Field<Decimal4>(
    13, "Commission, Ozon's warehouse", unit: "%", source: "commissions.sales_percent_fbo")
  package let sales_percent_fbs = Field<Decimal4>(
    14, "Commission, the seller's warehouse", unit: "%", source: "commissions.sales_percent_fbs")
  package let sales_percent_rfbs = Field<Decimal4>(
    15, "Commission, the seller's delivery", unit: "%", source: "commissions.sales_percent_rfbs")
  package let sales_percent_fbp = Field<Decimal4>(
    16, "Commission, a partner's warehouse", unit: "%", source: "commissions.sales_percent_fbp")
  package let fbo_deliv_to_customer_amount = Field<Decimal4>(
    17, "Last mile, FBO", unit: "currency_code",
    source: "commissions.fbo_deliv_to_customer_amount")
  package let fbo_direct_flow_trans_min_amount = Field<Decimal4>(
    18, "Long haul at least, FBO", unit: "currency_code",
    source: "commissions.fbo_direct_flow_trans_min_amount")
  package let fbo_direct_flow_trans_max_amount = Field<Decimal4>(
    19, "Long haul at most, FBO", unit: "currency_code",
    source: "commissions.fbo_direct_flow_trans_max_amount")
  package let fbo_return_flow_amount = Field<Decimal4>(
    20, "Return, FBO", unit: "currency_code", source: "commissions.fbo_return_flow_amount")
  package let fbs_deliv_to_customer_amount = Field<Decimal4>(
    21, "Last mile, FBS", unit: "currency_code",
    source: "commissions.fbs_deliv_to_customer_amount")
  package let fbs_direct_flow_trans_min_amount = Field<Decimal4>(
    22, "Long haul at least, FBS", unit: "currency_code",
    source: "commissions.fbs_direct_flow_trans_min_amount")
  package let fbs_direct_flow_trans_max_amount = Field<Decimal4>(
    23, "Long haul at most, FBS", unit: "currency_code",
    source: "commissions.fbs_direct_flow_trans_max_amount")
  package let fbs_first_mile_min_amount = Field<Decimal4>(
    24, "First mile at least, FBS", unit: "currency_code",
    source: "commissions.fbs_first_mile_min_amount")
  package let fbs_first_mile_max_amount = Field<Decimal4>(
    25, "First mile at most, FBS", unit: "currency_code",
    source: "commissions.fbs_first_mile_max_amount")
  package let fbs_return_flow_amount = Field<Decimal4>(
    26, "Return, FBS", unit: "currency_code", source: "commissions.fbs_return_flow_amount")
  package init() {}
}
