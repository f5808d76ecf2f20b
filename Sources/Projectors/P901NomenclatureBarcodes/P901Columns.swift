import Domain

/// The columns of p901.
struct P901Columns: Fields {
  let source = Field<Text>(1, "`1C`, `WB`, `OZON`, `YM` or `LEMANA`")
  let connection_mp_ref = Field<Text>(2, "The cabinet or the 1C connection", source: "connection")
  let barcode = Field<Text>(3, "The barcode, trimmed")
  let owner_ref = Field<Text>(
    4, "1C: nomenclature, and / and characteristic where there is one; else the product")
  let nomenclature_ref = Field<Text>(5, "The item in 1C", source: "read-tables §0.1")
  let article = Field<Text>(6, "The owner's article")
  let is_active = Field<Bool>(7, "0 when a later complete answer no longer has it")
  let first_seen_at = Field<Instant>(8, "When the first answer that has it was fetched")
  let last_seen_at = Field<Instant>(9, "When the last answer that has it was fetched")
}
