/// The settlement line as `/api/v5/supplier/reportDetailByPeriod` sent it until 2026-07-15.
///
/// Stored as version 1 and lifted by `EventTypes` to `WBFinanceRow`: readers know one shape.
package struct WBFinanceRowV1: EventType {
  package static let kind = StreamKind("wb.finance")
  package static let noun = "row"
  package static let version = 1

  package let realizationreport_id = Field<Int64>(1, "Report number; may exceed 2^53")
  package let date_from = Field<Day>(2, "First day of the report")
  package let date_to = Field<Day>(3, "Last day of the report")
  package let create_dt = Field<Day>(4, "Day the report was made")
  package let currency_name = Field<Text>(5, "Currency of the report, ISO")
  package let suppliercontract_code = Field<Text>(6, "Contract code")
  package let rrd_id = Field<Int64>(7, "Row number in the report")
  package let gi_id = Field<Int64>(8, "Supply")
  package let dlv_prc = Field<Decimal4>(9, "Fixed warehouse coefficient")
  package let fix_tariff_date_from = Field<Day>(10, "First day of the fixed tariff")
  package let fix_tariff_date_to = Field<Day>(11, "Last day of the fixed tariff")
  package let subject_name = Field<Text>(12, "Subject")
  package let nm_id = Field<Int64>(13, "Wildberries' article; 0 on rows about no article")
  package let brand_name = Field<Text>(14, "Brand")
  package let sa_name = Field<Text>(15, "Seller's article")
  package let ts_name = Field<Text>(16, "Size")
  package let barcode = Field<Text>(17, "Barcode")
  package let doc_type_name = Field<Text>(18, "Продажа or Возврат")
  package let quantity = Field<Decimal4>(19, "Units, unsigned", unit: "pcs")
  package let retail_price = Field<Decimal4>(20, "Retail price", unit: "RUB")
  package let retail_amount = Field<Decimal4>(21, "Sold for", unit: "RUB")
  package let sale_percent = Field<Decimal4>(22, "Agreed product discount", unit: "%")
  package let commission_percent = Field<Decimal4>(23, "Commission", unit: "%")
  package let office_name = Field<Text>(24, "Warehouse")
  package let supplier_oper_name = Field<Text>(25, "Kind of operation")
  package let order_dt = Field<Instant>(26, "When it was ordered")
  package let sale_dt = Field<Instant>(27, "When it was sold")
  package let rr_dt = Field<Day>(28, "Day of the operation")
  package let shk_id = Field<Int64>(29, "Unit's own barcode")
  package let retail_price_withdisc_rub = Field<Decimal4>(
    30, "Retail price with the agreed discount", unit: "RUB")
  package let delivery_amount = Field<Decimal4>(31, "Deliveries, a count", unit: "pcs")
  package let return_amount = Field<Decimal4>(32, "Returns, a count", unit: "pcs")
  package let delivery_rub = Field<Decimal4>(33, "Logistics, unsigned", unit: "RUB")
  package let gi_box_type_name = Field<Text>(34, "Type of box")
  package let product_discount_for_report = Field<Decimal4>(35, "Final agreed discount", unit: "%")
  package let supplier_promo = Field<Decimal4>(36, "Promo discount", unit: "%")
  package let ppvz_spp_prc = Field<Decimal4>(37, "Platform's discounts", unit: "%")
  package let ppvz_kvw_prc_base = Field<Decimal4>(38, "Base commission without VAT", unit: "%")
  package let ppvz_kvw_prc = Field<Decimal4>(39, "Final commission without VAT", unit: "%")
  package let sup_rating_prc_up = Field<Decimal4>(
    40, "Reduction of commission by rating", unit: "%")
  package let is_kgvp_v2 = Field<Decimal4>(41, "Reduction of commission by promotion", unit: "%")
  package let ppvz_sales_commission = Field<Decimal4>(
    42, "Reward before the attorney's services, without VAT", unit: "RUB")
  package let ppvz_for_pay = Field<Decimal4>(43, "Due to the seller for goods", unit: "RUB")
  package let ppvz_reward = Field<Decimal4>(
    44, "Compensation for handing out and returns", unit: "RUB")
  package let acquiring_fee = Field<Decimal4>(45, "Acquiring", unit: "RUB")
  package let acquiring_percent = Field<Decimal4>(46, "Acquiring, percent", unit: "%")
  package let payment_processing = Field<Text>(47, "Type of payment processing")
  package let acquiring_bank = Field<Text>(48, "Acquiring bank")
  package let ppvz_vw = Field<Decimal4>(49, "Wildberries' reward without VAT", unit: "RUB")
  package let ppvz_vw_nds = Field<Decimal4>(50, "VAT on the reward", unit: "RUB")
  package let ppvz_office_name = Field<Text>(51, "Pick-up point")
  package let ppvz_office_id = Field<Int64>(52, "Pick-up point's number")
  package let ppvz_supplier_id = Field<Int64>(53, "Partner's number")
  package let ppvz_supplier_name = Field<Text>(54, "Partner")
  package let ppvz_inn = Field<Text>(55, "Partner's tax number")
  package let declaration_number = Field<Text>(56, "Customs declaration")
  package let bonus_type_name = Field<Text>(57, "Kind of logistics, penalty or correction")
  package let sticker_id = Field<Text>(58, "Sticker")
  package let site_country = Field<Text>(59, "Country of sale")
  package let srv_dbs = Field<Bool>(60, "Delivered by the seller")
  package let penalty = Field<Decimal4>(61, "Penalties", unit: "RUB")
  package let additional_payment = Field<Decimal4>(62, "Correction of the reward", unit: "RUB")
  package let rebill_logistic_cost = Field<Decimal4>(63, "Compensated transport costs", unit: "RUB")
  package let rebill_logistic_org = Field<Text>(64, "Carrier")
  package let storage_fee = Field<Decimal4>(65, "Storage", unit: "RUB")
  package let deduction = Field<Decimal4>(66, "Deductions", unit: "RUB")
  package let acceptance = Field<Decimal4>(67, "Acceptance", unit: "RUB")
  package let assembly_id = Field<Int64>(68, "Assembly order")
  package let kiz = Field<Text>(69, "Marking code")
  package let srid = Field<Text>(70, "The order's unit")
  package let report_type = Field<Int64>(71, "1 main, 2 buy-out, 3 and 4 buy-out in Georgia")
  package let is_legal_entity = Field<Bool>(72, "Sold to a company")
  package let trbx_id = Field<Text>(73, "Box")
  package let installment_cofinancing_amount = Field<Decimal4>(
    74, "Co-financing discount", unit: "RUB")
  package let wibes_wb_discount_percent = Field<Decimal4>(75, "Wibes discount", unit: "%")
  package let cashback_amount = Field<Decimal4>(76, "Withheld for loyalty points", unit: "RUB")
  package let cashback_discount = Field<Decimal4>(77, "Compensated loyalty discount", unit: "RUB")
  package let cashback_commission_change = Field<Decimal4>(
    78, "Cost of the loyalty programme", unit: "RUB")
  package let order_uid = Field<Text>(79, "Basket")
  package let payment_schedule = Field<Decimal4>(
    80, "One-off change of the payment date", unit: "RUB")
  package let delivery_method = Field<Text>(81, "Scheme and type of goods")
  package let seller_promo_id = Field<Int64>(82, "Seller's own promotion")
  package let seller_promo_discount = Field<Decimal4>(
    83, "Discount of the own promotion", unit: "%")
  package let loyalty_id = Field<Int64>(84, "Seller's loyalty discount, id")
  package let loyalty_discount = Field<Decimal4>(85, "Seller's loyalty discount", unit: "%")
  package let uuid_promocode = Field<Text>(86, "Promo code")
  package let sale_price_promocode_discount_prc = Field<Decimal4>(
    87, "Discount for the promo code", unit: "%")
  package let article_substitution = Field<Text>(88, "Substituted article")
  package let sale_price_affiliated_discount_prc = Field<Decimal4>(
    89, "Discount by the substituted article", unit: "%")
  package let agency_vat = Field<Decimal4>(90, "Agency VAT", unit: "%")
  package let sale_price_wholesale_discount_prc = Field<Decimal4>(
    91, "Wholesale discount", unit: "%")
  package let report_period = Field<Text>(92, "daily or weekly, as the import said")
  package init() {}

  /// Where the newest shape has another name.
  package static let renames = ["realizationreport_id": "report_id"]
}
