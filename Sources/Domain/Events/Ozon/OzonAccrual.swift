/// Ozon accrued something to the seller on a day (`/v1/finance/accrual/by-day`).
///
/// Money signed as the seller sees it. It is about a posting, about goods, or about neither; fees have
/// type ids, which `OzonAccrualType` names.
package struct OzonAccrual: EventType {
  package static let kind = StreamKind("ozon.accruals")
  package static let noun = "accrual"

  package let accrual_id = Field<Int64>(1, "The accrual", source: "accrual_id")
  package let ordinal = Field<Int64>(
    2, "Without an id: which of the alike ones of the answer, from 1")
  package let date = Field<Day>(3, "Its day", source: "date")
  package let unit_number = Field<Text>(
    4, "Posting, order or contract; may be absent", source: "unit_number")
  package let accrued_category = Field<Text>(
    5, "POSTING, ITEM, NON_ITEM or CONTAINER_FEES", source: "accrued_category")
  package let total_amount = Field<Decimal4>(
    6, "The whole accrual", unit: "currency", sign: "seller's", source: "total_amount.amount")
  package let currency = Field<Text>(7, "Currency", source: "total_amount.currency")
  package let delivery_schema = Field<Text>(
    8, "Whose warehouse", source: "posting.delivery_schema")
  package let products = Field<List<Product>>(
    9, "Goods of the posting with what was accrued for them", source: "posting.products")
  package let item_fees = Field<List<ItemFees>>(10, "Fees by goods", source: "item_fees.fees")
  package let non_item_fee = Field<List<Fee>>(
    11, "A fee that is about no goods", source: "non_item_fee")
  package let container_fees = Field<List<Fee>>(
    12, "Fees for containers", source: "container_fees.fees")
  package init() {}

  /// A fee of one type.
  package struct Fee: Fields {
    package let type_id = Field<Int64>(1, "Type of the fee", source: "type_id")
    package let accrued = Field<Decimal4>(
      2, "Accrued", unit: "currency", sign: "seller's", source: "accrued.amount")
    package let currency = Field<Text>(3, "Currency", source: "accrued.currency")
    package init() {}
  }

  /// The fees of one article.
  package struct ItemFees: Fields {
    package let sku = Field<Int64>(1, "Ozon's article", source: "sku")
    package let quantity = Field<Decimal4>(2, "Pieces; not documented", source: "quantity")
    package let fees = Field<List<Fee>>(3, "Fees", source: "fees")
    package init() {}
  }

  /// One article of a posting.
  package struct Product: Fields {
    package let sku = Field<Int64>(1, "Ozon's article", source: "sku")
    package let quantity = Field<Decimal4>(2, "Pieces; not documented", source: "quantity")
    package let currency = Field<Text>(3, "Currency of all money of the article")
    package let sale_amount = Field<Decimal4>(
      4, "Goods sold or taken back", unit: "currency", sign: "seller's",
      source: "commission.sale_amount")
    package let sale_commission = Field<Decimal4>(
      5, "Commission", unit: "currency", sign: "seller's", source: "commission.sale_commission")
    package let commission = Field<Decimal4>(
      6, "Commission with discounts", unit: "currency", sign: "seller's",
      source: "commission.commission")
    package let commission_percent = Field<Decimal4>(
      7, "Commission", unit: "%", source: "commission.commission_ratio × 100")
    package let seller_price = Field<Decimal4>(
      8, "The seller's price of one", unit: "currency", source: "commission.seller_price")
    package let sale_price = Field<Decimal4>(
      9, "Price that it was sold at", unit: "currency", source: "commission.sale_price")
    package let bonus = Field<Decimal4>(
      10, "Points for discounts", unit: "currency", source: "commission.bonus")
    package let coinvestment = Field<Decimal4>(
      11, "Paid by partners' loyalty", unit: "currency", source: "commission.coinvestment")
    package let delivery_total = Field<Decimal4>(
      12, "Delivery", unit: "currency", sign: "seller's", source: "delivery.total_accrued")
    package let delivery_services = Field<List<Fee>>(
      13, "The services that the delivery is made of", source: "delivery.services")
    package init() {}
  }
}
