/// Wildberries told of one unit sold or returned (`/api/v1/supplier/sales`).
///
/// Money as sent: negative on returns.
package struct WBSale: EventType {
  package static let kind = StreamKind("wb.sales")
  package static let noun = "row"

  package let saleID = Field<Text>(1, "S… sale, R… return", source: "saleID")
  package let srid = Field<Text>(2, "The order's unit", source: "srid")
  package let date = Field<Instant>(3, "When it was sold or returned", source: "date")
  package let lastChangeDate = Field<Instant>(4, "The source's clock", source: "lastChangeDate")
  package let supplierArticle = Field<Text>(5, "The seller's article", source: "supplierArticle")
  package let nmId = Field<Int64>(6, "Wildberries' article", source: "nmId")
  package let barcode = Field<Text>(7, "Barcode", source: "barcode")
  package let category = Field<Text>(8, "Category", source: "category")
  package let subject = Field<Text>(9, "Subject", source: "subject")
  package let brand = Field<Text>(10, "Brand", source: "brand")
  package let techSize = Field<Text>(11, "Size", source: "techSize")
  package let incomeID = Field<Int64>(12, "Supply; 0 is none", source: "incomeID")
  package let isSupply = Field<Bool>(13, "Supply contract", source: "isSupply")
  package let isRealization = Field<Bool>(14, "Realisation contract", source: "isRealization")
  package let totalPrice = Field<Decimal4>(
    15, "Price without discounts", unit: "RUB", source: "totalPrice")
  package let discountPercent = Field<Decimal4>(
    16, "Seller's discount", unit: "%", source: "discountPercent")
  package let spp = Field<Decimal4>(17, "Wildberries' discount", unit: "%", source: "spp")
  package let paymentSaleAmount = Field<Decimal4>(
    18, "Discount for paying with the wallet", unit: "RUB", source: "paymentSaleAmount")
  package let forPay = Field<Decimal4>(19, "Due to the seller", unit: "RUB", source: "forPay")
  package let finishedPrice = Field<Decimal4>(
    20, "What the buyer pays but for the wallet's discount", unit: "RUB", source: "finishedPrice")
  package let priceWithDisc = Field<Decimal4>(
    21, "Price with the seller's discount", unit: "RUB", source: "priceWithDisc")
  package let warehouseName = Field<Text>(22, "Warehouse", source: "warehouseName")
  package let warehouseType = Field<Text>(23, "Whose warehouse", source: "warehouseType")
  package let countryName = Field<Text>(24, "Country", source: "countryName")
  package let oblastOkrugName = Field<Text>(25, "Federal district", source: "oblastOkrugName")
  package let regionName = Field<Text>(26, "Region", source: "regionName")
  package let sticker = Field<Text>(27, "Sticker of the parcel", source: "sticker")
  package let gNumber = Field<Text>(28, "Basket", source: "gNumber")
  package init() {}
}
