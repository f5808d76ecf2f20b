import Domain

/// The columns of p906.
struct P906Columns: Fields {
  let source = Field<Text>(1, "`1C` or `EXCEL`")
  let connection_mp_ref = Field<Text>(2, "The 1C connection", source: "connection")
  let nomenclature_ref = Field<Text>(3, "The item", source: "Ref_Key")
  let period = Field<Day>(4, "The price holds from this day", source: "period")
  let price = Field<Decimal4>(
    5, "Price of a unit; 0: none from this day on", unit: "RUB", sign: "≥ 0", source: "price")
  let is_withdrawn = Field<Bool>(6, "Whether a later complete list no longer has it")
  let valid_to = Field<Day>(7, "The day before the next price of the same source; none: open")
  let article = Field<Text>(8, "The item's article", source: "Артикул")
  let description = Field<Text>(9, "The item's name", source: "Description")
}
