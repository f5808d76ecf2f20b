/// Ozon accrued a fee for one article of a posting (`/v1/finance/accrual/postings`).
///
/// The source gives it no id: alike ones of a posting are told apart by their order.
package struct OzonPostingFee: EventType {
  package static let kind = OzonAccrual.kind
  package static let noun = "fee"

  package let posting_number = Field<Text>(1, "The posting", source: "posting_number")
  package let accrual_date = Field<Day>(2, "Its day", source: "accruals.accrual_date")
  package let sku = Field<Int64>(3, "Ozon's article", source: "accruals.sku")
  package let type_id = Field<Int64>(4, "Type of the fee", source: "accruals.type_id")
  package let accrued = Field<Decimal4>(
    5, "Accrued", unit: "currency", sign: "seller's", source: "accruals.accrued.amount")
  package let currency = Field<Text>(6, "Currency", source: "accruals.accrued.currency")
  package let quantity = Field<Decimal4>(7, "Pieces", source: "accruals.quantity")
  package let seller_price = Field<Decimal4>(
    8, "The seller's price of one", unit: "currency", source: "accruals.seller_price.amount")
  package let ordinal = Field<Int64>(9, "Which of the alike ones of the answer, from 1")
  package init() {}
}
