import Domain

/// The columns of p903: the official row between the connection and the computed amounts.
struct P903Columns: Fields {
  let connection_mp_ref = Field<Text>(1, "The cabinet", source: "connection")
  let direction = Field<Int64>(
    100, "−1 on returns, else +1", sign: "±1", source: "doc_type_name")
  let goods_amount = Field<Decimal4>(
    101, "Goods in the payout", unit: "currency_name", sign: "+ to the seller",
    source: "direction × ppvz_for_pay")
  let logistics_amount = Field<Decimal4>(
    102, "Logistics in the payout", unit: "currency_name", sign: "+ to the seller",
    source: "−delivery_rub")
  let storage_amount = Field<Decimal4>(
    103, "Storage in the payout", unit: "currency_name", sign: "+ to the seller",
    source: "−storage_fee")
  let penalty_amount = Field<Decimal4>(
    104, "Penalties in the payout", unit: "currency_name", sign: "+ to the seller",
    source: "−penalty")
  let deduction_amount = Field<Decimal4>(
    105, "Deductions in the payout", unit: "currency_name", sign: "+ to the seller",
    source: "−deduction")
  let acceptance_amount = Field<Decimal4>(
    106, "Acceptance in the payout", unit: "currency_name", sign: "+ to the seller",
    source: "−acceptance")
  let additional_amount = Field<Decimal4>(
    107, "Corrections in the payout", unit: "currency_name", sign: "+ to the seller",
    source: "additional_payment")
  let payout_amount = Field<Decimal4>(
    108, "What the line adds to the payout before loyalty", unit: "currency_name",
    sign: "+ to the seller",
    source: "the sum of the seven amounts")
  let loyalty_amount = Field<Decimal4>(
    109, "What the loyalty programme adds", unit: "currency_name", sign: "+ to the seller",
    source: "direction × (cashback_discount − cashback_amount − cashback_commission_change)")
  let sale_date = Field<Day>(110, "Moscow day of sale_dt", source: "sale_dt")
  let is_linked = Field<Bool>(111, "Whether the line belongs to an order", source: "srid")
  let marketplace_product_ref = Field<Text>(112, "The product: nm_id as text", source: "nm_id")
  let nomenclature_ref = Field<Text>(
    113, "The item in 1C, by decision, article or barcode", source: "read-tables §0.1")

  let superseded_by = Field<Int64>(
    114, "The complete weekly report that tells a daily report's line again; its number",
    source: "wb.finance, complete and weekly")

  /// How far the row's fields stand from their numbers in `WBFinanceRow`.
  static let shift = 1

  static let shape: Shape = {
    let own = Shape(of: P903Columns.self).members
    let row = Shape(of: WBFinanceRow.self).members.map { field in
      Shape.Member(
        number: field.number + shift, name: field.name, type: field.type,
        // Reports of other countries come in their currencies.
        note: field.note.unit == "RUB" ? field.note.measured(in: "currency_name") : field.note,
        item: nil)
    }
    return Shape(own + row)
  }()

  /// A field of the row and its column.
  struct Place: Sendable {
    let type: FieldType
    let field: Int
    let column: Int
  }

  /// By tag of a stored version, the fields that it can carry.
  static let known: [String: [Place]] = {
    let newest = Shape(of: WBFinanceRow.self)
    let retired = Set(
      Shape(of: WBFinanceRowV1.self).members.map { WBFinanceRowV1.renames[$0.name] ?? $0.name })
    func places(_ holds: (String) -> Bool) -> [Place] {
      newest.members.filter { holds($0.name) }.map {
        Place(type: $0.type, field: $0.slot, column: $0.slot + shift)
      }
    }
    return [
      "wb.finance.row@1": places(retired.contains),
      "wb.finance.row@2": places { !WBFinanceRow.absentFromAPI.contains($0) },
    ]
  }()
}
