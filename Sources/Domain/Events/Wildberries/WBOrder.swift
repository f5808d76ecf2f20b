/// Wildberries told of one unit ordered, or of its cancellation (`/api/v1/supplier/orders`).
package struct WBOrder: EventType {
  package static let kind = StreamKind("wb.orders")
  package static let noun = "row"

  package let srid = Field<Text>(1, "The order's unit", source: "srid")
  package let date = Field<Instant>(2, "When it was ordered", source: "date")
  package let lastChangeDate = Field<Instant>(3, "The source's clock", source: "lastChangeDate")
  package let supplierArticle = Field<Text>(4, "The seller's article", source: "supplierArticle")
  package let nmId = Field<Int64>(5, "Wildberries' article", source: "nmId")
  package let barcode = Field<Text>(6, "Barcode", source: "barcode")
  package let category = Field<Text>(7, "Category", source: "category")
  package let subject = Field<Text>(8, "Subject", source: "subject")
  package let brand = Field<Text>(9, "Brand", source: "brand")
  package let techSize = Field<Text>(10, "Size", source: "techSize")
  package let incomeID = Field<Int64>(11, "Supply; 0 is none", source: "incomeID")
  package let isSupply = Field<Bool>(12, "Supply contract", source: "isSupply")
  package let isRealization = Field<Bool>(13, "Realisation contract", source: "isRealization")
  package let totalPrice = Field<Decimal4>(
    14, "Price without discounts", unit: "RUB", source: "totalPrice")
  package let discountPercent = Field<Decimal4>(
    15, "Seller's discount", unit: "%", source: "discountPercent")
  package let spp = Field<Decimal4>(16, "Wildberries' discount", unit: "%", source: "spp")
  package let finishedPrice = Field<Decimal4>(
    17, "What the buyer pays but for the wallet's discount", unit: "RUB", source: "finishedPrice")
  package let priceWithDisc = Field<Decimal4>(
    18, "Price with the seller's discount", unit: "RUB", source: "priceWithDisc")
  package let isCancel = Field<Bool>(19, "Whether it was cancelled", source: "isCancel")
  package let cancelDate = Field<Instant>(20, "When it was cancelled", source: "cancelDate")
  package let warehouseName = Field<Text>(21, "Warehouse", source: "warehouseName")
  package let warehouseType = Field<Text>(22, "Whose warehouse", source: "warehouseType")
  package let countryName = Field<Text>(23, "Country", source: "countryName")
  package let oblastOkrugName = Field<Text>(24, "Federal district", source: "oblastOkrugName")
  package let regionName = Field<Text>(25, "Region", source: "regionName")
  package let sticker = Field<Text>(26, "Sticker of the parcel", source: "sticker")
  package let gNumber = Field<Text>(27, "Basket", source: "gNumber")
  package init() {}
}
