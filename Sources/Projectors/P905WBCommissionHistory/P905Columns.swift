import Domain

/// The columns of p905.
struct P905Columns: Fields {
  let connection_mp_ref = Field<Text>(1, "The cabinet", source: "connection")
  let subject_id = Field<Int64>(2, "The subject", source: "subjectID")
  let date = Field<Day>(3, "Moscow day from which the rates hold", source: "fetched at")
  let subject_name = Field<Text>(4, "The subject's name on that day", source: "subjectName")
  let parent_id = Field<Int64>(5, "The category", source: "parentID")
  let parent_name = Field<Text>(6, "The category's name on that day", source: "parentName")
  let kgvp_booking = Field<Decimal4>(7, "Commission: booking", unit: "%", source: "kgvpBooking")
  let kgvp_marketplace = Field<Decimal4>(
    8, "Commission: seller's warehouse, FBS", unit: "%", source: "kgvpMarketplace")
  let kgvp_pickup = Field<Decimal4>(
    9, "Commission: pick-up in a shop", unit: "%", source: "kgvpPickup")
  let kgvp_supplier = Field<Decimal4>(
    10, "Commission: seller's delivery, DBS", unit: "%", source: "kgvpSupplier")
  let kgvp_supplier_express = Field<Decimal4>(
    11, "Commission: seller's express delivery", unit: "%", source: "kgvpSupplierExpress")
  let paid_storage_kgvp = Field<Decimal4>(
    12, "Commission: Wildberries' warehouse, FBW", unit: "%", source: "paidStorageKgvp")
  let valid_to = Field<Day>(13, "The last day on which the rates held; none: they still do")
}
