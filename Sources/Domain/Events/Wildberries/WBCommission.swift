/// Wildberries' tariff list has a subject with its commissions (`/api/v1/tariffs/commission`).
///
/// Sellers of other countries are sent other rates.
package struct WBCommission: EventType {
  package static let kind = StreamKind("wb.commissions")
  package static let noun = "subject"

  package let subjectID = Field<Int64>(1, "Subject", source: "subjectID")
  package let subjectName = Field<Text>(2, "Subject's name", source: "subjectName")
  package let parentID = Field<Int64>(3, "Category", source: "parentID")
  package let parentName = Field<Text>(4, "Category's name", source: "parentName")
  package let kgvpBooking = Field<Decimal4>(5, "Booking", unit: "%", source: "kgvpBooking")
  package let kgvpMarketplace = Field<Decimal4>(
    6, "Seller's warehouse, FBS", unit: "%", source: "kgvpMarketplace")
  package let kgvpPickup = Field<Decimal4>(7, "Pick-up in a shop", unit: "%", source: "kgvpPickup")
  package let kgvpSupplier = Field<Decimal4>(
    8, "Seller's delivery", unit: "%", source: "kgvpSupplier")
  package let kgvpSupplierExpress = Field<Decimal4>(
    9, "Seller's express delivery", unit: "%", source: "kgvpSupplierExpress")
  package let paidStorageKgvp = Field<Decimal4>(
    10, "Wildberries' warehouse, FBW", unit: "%", source: "paidStorageKgvp")
  package let kgvpMarketplaceUz = Field<Decimal4>(
    11, "FBS, sellers of Uzbekistan", unit: "%", source: "kgvpMarketplaceUz")
  package let kgvpPaidStorageUz = Field<Decimal4>(
    12, "FBW, sellers of Uzbekistan", unit: "%", source: "kgvpPaidStorageUz")
  package let kgvpSupplierUz = Field<Decimal4>(
    13, "Seller's delivery, sellers of Uzbekistan", unit: "%", source: "kgvpSupplierUz")
  package let kgvpChina = Field<Decimal4>(
    14, "Sellers of China", unit: "%", source: "kgvpChina")
  package let kgvpTurkey = Field<Decimal4>(
    15, "Sellers of Turkey", unit: "%", source: "kgvpTurkey")
  package let kgvpUAE = Field<Decimal4>(16, "Sellers of the Emirates", unit: "%", source: "kgvpUAE")
  package init() {}
}
