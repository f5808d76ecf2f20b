/// Wildberries reported one line of a settlement report.
///
/// The newest shape: it holds what the finance API sends (`/api/finance/v1/sales-reports/detailed`)
/// and what only the retired report had. Fields bear the retired report's names, which accountants
/// know, and the values keep the source's signs.
package struct WBFinanceRow: EventType {
  package static let kind = StreamKind("wb.finance")
  package static let noun = "row"
  package static let version = 2

  package let report_id = Field<Int64>(1, "Report number; may exceed 2^53", source: "reportId")
  package let date_from = Field<Day>(2, "First day of the report", source: "dateFrom")
  package let date_to = Field<Day>(3, "Last day of the report", source: "dateTo")
  package let create_dt = Field<Day>(4, "Day the report was made", source: "createDate")
  package let currency_name = Field<Text>(5, "Currency of the report, ISO", source: "currency")
  package let suppliercontract_code = Field<Text>(6, "Contract code")
  package let rrd_id = Field<Int64>(7, "Row number in the report", source: "rrdId")
  package let gi_id = Field<Int64>(8, "Supply", source: "giId")
  package let dlv_prc = Field<Decimal4>(9, "Fixed warehouse coefficient", source: "dlvPrc")
  package let fix_tariff_date_from = Field<Day>(
    10, "First day of the fixed tariff", source: "fixTariffDateFrom")
  package let fix_tariff_date_to = Field<Day>(
    11, "Last day of the fixed tariff", source: "fixTariffDateTo")
  package let subject_name = Field<Text>(12, "Subject", source: "subjectName")
  package let nm_id = Field<Int64>(
    13, "Wildberries' article; 0 on rows about no article", source: "nmId")
  package let brand_name = Field<Text>(14, "Brand", source: "brandName")
  package let sa_name = Field<Text>(15, "Seller's article", source: "vendorCode")
  package let ts_name = Field<Text>(16, "Size", source: "techSize")
  package let barcode = Field<Text>(17, "Barcode", source: "sku")
  package let doc_type_name = Field<Text>(18, "Продажа or Возврат", source: "docTypeName")
  package let quantity = Field<Decimal4>(19, "Units, unsigned", unit: "pcs", source: "quantity")
  package let retail_price = Field<Decimal4>(20, "Retail price", unit: "RUB", source: "retailPrice")
  package let retail_amount = Field<Decimal4>(21, "Sold for", unit: "RUB", source: "retailAmount")
  package let sale_percent = Field<Decimal4>(
    22, "Agreed product discount", unit: "%", source: "salePercent")
  package let commission_percent = Field<Decimal4>(
    23, "Commission", unit: "%", source: "commissionPercent")
  package let office_name = Field<Text>(24, "Warehouse", source: "officeName")
  package let supplier_oper_name = Field<Text>(25, "Kind of operation", source: "sellerOperName")
  package let order_dt = Field<Instant>(26, "When it was ordered", source: "orderDt")
  package let sale_dt = Field<Instant>(27, "When it was sold", source: "saleDt")
  package let rr_dt = Field<Day>(28, "Day of the operation", source: "rrDate")
  package let shk_id = Field<Int64>(29, "Unit's own barcode", source: "shkId")
  package let retail_price_withdisc_rub = Field<Decimal4>(
    30, "Retail price with the agreed discount", unit: "RUB", source: "retailPriceWithDisc")
  package let delivery_amount = Field<Decimal4>(
    31, "Deliveries, a count", unit: "pcs", source: "deliveryAmount")
  package let return_amount = Field<Decimal4>(
    32, "Returns, a count", unit: "pcs", source: "returnAmount")
  package let delivery_rub = Field<Decimal4>(
    33, "Logistics, unsigned", unit: "RUB", source: "deliveryService")
  package let gi_box_type_name = Field<Text>(34, "Type of box", source: "giBoxTypeName")
  package let product_discount_for_report = Field<Decimal4>(
    35, "Final agreed discount", unit: "%", source: "productDiscountForReport")
  package let supplier_promo = Field<Decimal4>(
    36, "Promo discount", unit: "%", source: "sellerPromo")
  package let ppvz_spp_prc = Field<Decimal4>(37, "Platform's discounts", unit: "%", source: "spp")
  package let ppvz_kvw_prc_base = Field<Decimal4>(
    38, "Base commission without VAT", unit: "%", source: "kvwBase")
  package let ppvz_kvw_prc = Field<Decimal4>(
    39, "Final commission without VAT", unit: "%", source: "kvw")
  package let sup_rating_prc_up = Field<Decimal4>(
    40, "Reduction of commission by rating", unit: "%", source: "supRatingUp")
  package let is_kgvp_v2 = Field<Decimal4>(
    41, "Reduction of commission by promotion", unit: "%", source: "isKgvpV2")
  package let ppvz_sales_commission = Field<Decimal4>(
    42, "Reward before the attorney's services, without VAT", unit: "RUB",
    source: "ppvzSalesCommission")
  package let ppvz_for_pay = Field<Decimal4>(
    43, "Due to the seller for goods", unit: "RUB", source: "forPay")
  package let ppvz_reward = Field<Decimal4>(
    44, "Compensation for handing out and returns", unit: "RUB", source: "ppvzReward")
  package let acquiring_fee = Field<Decimal4>(45, "Acquiring", unit: "RUB", source: "acquiringFee")
  package let acquiring_percent = Field<Decimal4>(
    46, "Acquiring, percent", unit: "%", source: "acquiringPercent")
  package let payment_processing = Field<Text>(
    47, "Type of payment processing", source: "paymentProcessing")
  package let acquiring_bank = Field<Text>(48, "Acquiring bank", source: "acquiringBank")
  package let ppvz_vw = Field<Decimal4>(
    49, "Wildberries' reward without VAT", unit: "RUB", source: "vw")
  package let ppvz_vw_nds = Field<Decimal4>(50, "VAT on the reward", unit: "RUB", source: "vwNds")
  package let ppvz_office_name = Field<Text>(51, "Pick-up point", source: "ppvzOfficeName")
  package let ppvz_office_id = Field<Int64>(52, "Pick-up point's number", source: "ppvzOfficeId")
  package let ppvz_supplier_id = Field<Int64>(53, "Partner's number")
  package let ppvz_supplier_name = Field<Text>(54, "Partner", source: "ppvzSupplierName")
  package let ppvz_inn = Field<Text>(55, "Partner's tax number", source: "ppvzSupplierInn")
  package let declaration_number = Field<Text>(
    56, "Customs declaration", source: "declarationNumber")
  package let bonus_type_name = Field<Text>(
    57, "Kind of logistics, penalty or correction", source: "bonusTypeName")
  package let sticker_id = Field<Text>(58, "Sticker", source: "stickerId")
  package let site_country = Field<Text>(59, "Country of sale", source: "country")
  package let srv_dbs = Field<Bool>(60, "Delivered by the seller", source: "srvDbs")
  package let penalty = Field<Decimal4>(61, "Penalties", unit: "RUB", source: "penalty")
  package let additional_payment = Field<Decimal4>(
    62, "Correction of the reward", unit: "RUB", source: "additionalPayment")
  package let rebill_logistic_cost = Field<Decimal4>(
    63, "Compensated transport costs", unit: "RUB", source: "rebillLogisticCost")
  package let rebill_logistic_org = Field<Text>(64, "Carrier", source: "rebillLogisticOrg")
  package let storage_fee = Field<Decimal4>(65, "Storage", unit: "RUB", source: "paidStorage")
  package let deduction = Field<Decimal4>(66, "Deductions", unit: "RUB", source: "deduction")
  package let acceptance = Field<Decimal4>(67, "Acceptance", unit: "RUB", source: "paidAcceptance")
  package let assembly_id = Field<Int64>(68, "Assembly order", source: "orderId")
  package let kiz = Field<Text>(69, "Marking code", source: "kiz")
  package let srid = Field<Text>(70, "The order's unit", source: "srid")
  package let report_type = Field<Int64>(
    71, "1 main, 2 buy-out, 3 and 4 buy-out in Georgia", source: "reportType")
  package let is_legal_entity = Field<Bool>(72, "Sold to a company", source: "isB2b")
  package let trbx_id = Field<Text>(73, "Box", source: "trbxId")
  package let installment_cofinancing_amount = Field<Decimal4>(
    74, "Co-financing discount", unit: "RUB", source: "installmentCofinancingAmount")
  package let wibes_wb_discount_percent = Field<Decimal4>(
    75, "Wibes discount", unit: "%", source: "wibesDiscountPercent")
  package let cashback_amount = Field<Decimal4>(
    76, "Withheld for loyalty points", unit: "RUB", source: "cashbackAmount")
  package let cashback_discount = Field<Decimal4>(
    77, "Compensated loyalty discount", unit: "RUB", source: "cashbackDiscount")
  package let cashback_commission_change = Field<Decimal4>(
    78, "Cost of the loyalty programme", unit: "RUB", source: "cashbackCommissionChange")
  package let order_uid = Field<Text>(79, "Basket", source: "orderUid")
  package let payment_schedule = Field<Decimal4>(
    80, "One-off change of the payment date", unit: "RUB", source: "paymentSchedule")
  package let delivery_method = Field<Text>(
    81, "Scheme and type of goods", source: "deliveryMethod")
  package let seller_promo_id = Field<Int64>(82, "Seller's own promotion", source: "sellerPromoId")
  package let seller_promo_discount = Field<Decimal4>(
    83, "Discount of the own promotion", unit: "%", source: "sellerPromoDiscount")
  package let loyalty_id = Field<Int64>(84, "Seller's loyalty discount, id", source: "loyaltyId")
  package let loyalty_discount = Field<Decimal4>(
    85, "Seller's loyalty discount", unit: "%", source: "loyaltyDiscount")
  package let uuid_promocode = Field<Text>(86, "Promo code", source: "uuidPromocode")
  package let sale_price_promocode_discount_prc = Field<Decimal4>(
    87, "Discount for the promo code", unit: "%", source: "salePricePromocodeDiscountPrc")
  package let article_substitution = Field<Text>(
    88, "Substituted article", source: "articleSubstitution")
  package let sale_price_affiliated_discount_prc = Field<Decimal4>(
    89, "Discount by the substituted article", unit: "%", source: "salePriceAffiliatedDiscountPrc")
  package let agency_vat = Field<Decimal4>(90, "Agency VAT", unit: "%", source: "agencyVat")
  package let sale_price_wholesale_discount_prc = Field<Decimal4>(
    91, "Wholesale discount", unit: "%", source: "salePriceWholesaleDiscountPrc")
  package let title = Field<Text>(92, "Product's title", source: "title")
  package let b2b_customer_tin = Field<Text>(93, "Company's tax number", source: "b2bCustomerTin")
  package let report_period = Field<Text>(94, "daily or weekly, as the import said")
  package init() {}

  /// Fields that the finance API does not send: a row in this shape says nothing of them.
  package static let absentFromAPI: Set<String> = ["suppliercontract_code", "ppvz_supplier_id"]
}
