/// Wildberries holds an assembly order of the seller's warehouse (`/api/v3/orders`, `…/new`).
///
/// Prices are sent in hundredths and kept in whole units of their currencies.
package struct WBFBSOrder: EventType {
  package static let kind = StreamKind("wb.fbs-orders")
  package static let noun = "order"

  package let id = Field<Int64>(1, "Assembly order", source: "id")
  package let rid = Field<Text>(2, "The order's unit, srid elsewhere", source: "rid")
  package let orderUid = Field<Text>(3, "Basket", source: "orderUid")
  package let article = Field<Text>(4, "The seller's article", source: "article")
  package let nmId = Field<Int64>(5, "Wildberries' article", source: "nmId")
  package let chrtId = Field<Int64>(6, "The size's number", source: "chrtId")
  package let skus = Field<List<WBFBSOrderBarcode>>(7, "Barcodes", source: "skus")
  package let createdAt = Field<Instant>(8, "When it was made", source: "createdAt")
  package let ddate = Field<Day>(9, "Planned delivery", source: "ddate")
  package let sellerDate = Field<Day>(10, "Agreed day of handing over", source: "sellerDate")
  package let price = Field<Decimal4>(11, "Price in currencyCode", source: "price")
  package let salePrice = Field<Decimal4>(12, "Seller's price in currencyCode", source: "salePrice")
  package let finalPrice = Field<Decimal4>(
    13, "What the buyer pays, in currencyCode", source: "finalPrice")
  package let currencyCode = Field<Text>(14, "Currency of sale, ISO", source: "currencyCode")
  package let convertedPrice = Field<Decimal4>(
    15, "Price in convertedCurrencyCode", source: "convertedPrice")
  package let convertedFinalPrice = Field<Decimal4>(
    16, "What the buyer pays, in convertedCurrencyCode", source: "convertedFinalPrice")
  package let convertedCurrencyCode = Field<Text>(
    17, "Currency of the seller's country, ISO", source: "convertedCurrencyCode")
  package let scanPrice = Field<Decimal4>(18, "Price of acceptance", source: "scanPrice")
  package let deliveryType = Field<Text>(19, "fbs, …", source: "deliveryType")
  package let supplyId = Field<Text>(20, "Supply", source: "supplyId")
  package let warehouseId = Field<Int64>(21, "Seller's warehouse", source: "warehouseId")
  package let officeId = Field<Int64>(
    22, "Wildberries' warehouse it belongs to", source: "officeId")
  package let offices = Field<List<WBFBSOrderOffice>>(
    23, "Where the parcel is to be handed over", source: "offices")
  package let cargoType = Field<Int64>(24, "1 small, 2 oversized, 3 bulky", source: "cargoType")
  package let crossBorderType = Field<Int64>(25, "1: across a border", source: "crossBorderType")
  package let isZeroOrder = Field<Bool>(26, "No goods in stock", source: "isZeroOrder")
  package let isB2B = Field<Bool>(27, "Bought by a company", source: "options.isB2B")
  package let colorCode = Field<Text>(28, "Colour, where it is mixed", source: "colorCode")
  package init() {}
}

/// A barcode of an assembly order.
package struct WBFBSOrderBarcode: Fields {
  package let barcode = Field<Text>(1, "The barcode, trimmed")
  package init() {}
}

/// A place of Wildberries' where a parcel is taken.
package struct WBFBSOrderOffice: Fields {
  package let office = Field<Text>(1, "Its name")
  package init() {}
}
