import Domain

/// The columns of p907: the report's own between the key and the product.
struct P907Columns: Fields {
  let connection_mp_ref = Field<Text>(1, "The cabinet", source: "connection")
  let record_key = Field<Text>(
    2, "TRANSACTION_ID, else a hash of the movement and #n for its n-th occurrence in one file")
  let marketplace_product_ref = Field<Text>(
    32, "The product: the offer that shop_sku names", source: "SHOP_SKU")
  let nomenclature_ref = Field<Text>(
    33, "The item in 1C, by decision, article or barcode", source: "read-tables §0.1")

  let is_final = Field<Bool>(
    34, "0 where the money will never move (Не будет…): it is in no sum; else 1",
    source: "PAYMENT_STATUS")

  /// How far the report's columns stand from their numbers in `YMNettingMovement`.
  static let shift = 2

  static let shape = Shape(
    Shape(of: P907Columns.self).members
      + Shape(of: YMNettingMovement.self).members.map { field in
        Shape.Member(
          number: field.number + shift, name: field.name, type: field.type, note: field.note,
          item: nil)
      })
}

/// The columns of p907_settlements.
struct P907SettlementColumns: Fields {
  let connection_mp_ref = Field<Text>(1, "The cabinet", source: "connection")
  let bank_order_id = Field<Text>(2, "The payment order", source: "BANK_ORDER_ID")
  let date = Field<Day>(3, "Its day", source: "BANK_ORDER_DATE")
  let bank_sum = Field<Decimal4>(
    4, "What the payment order says it pays", unit: "RUB", source: "BANK_SUM")
  let transaction_sum = Field<Decimal4>(
    5, "Sum of its movements", unit: "RUB", source: "Σ TRANSACTION_SUM")
  let difference = Field<Decimal4>(6, "bank_sum − transaction_sum", unit: "RUB")
}
