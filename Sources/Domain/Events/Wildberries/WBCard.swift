/// Wildberries holds a product card, or holds it in the trash (`/content/v2/get/cards/list`, `trash`).
package struct WBCard: EventType {
  package static let kind = StreamKind("wb.cards")
  package static let noun = "card"

  package let nmID = Field<Int64>(1, "Wildberries' article", source: "nmID")
  package let imtID = Field<Int64>(2, "Cards joined into one", source: "imtID")
  package let vendorCode = Field<Text>(3, "The seller's article", source: "vendorCode")
  package let subjectID = Field<Int64>(4, "Subject", source: "subjectID")
  package let subjectName = Field<Text>(5, "Subject's name", source: "subjectName")
  package let brand = Field<Text>(6, "Brand; not sent of the trash", source: "brand")
  package let title = Field<Text>(7, "Title; not sent of the trash", source: "title")
  package let needKiz = Field<Bool>(8, "Whether it needs a marking code", source: "needKiz")
  package let kizMarked = Field<Bool>(9, "Whether it is marked", source: "kizMarked")
  package let length = Field<Decimal4>(10, "Length", unit: "cm", source: "dimensions.length")
  package let width = Field<Decimal4>(11, "Width", unit: "cm", source: "dimensions.width")
  package let height = Field<Decimal4>(12, "Height", unit: "cm", source: "dimensions.height")
  package let weightBrutto = Field<Decimal4>(
    13, "Weight with packaging", unit: "kg", source: "dimensions.weightBrutto")
  package let sizes = Field<List<WBCardSize>>(14, "Its sizes", source: "sizes")
  package let createdAt = Field<Instant>(15, "When it was made", source: "createdAt")
  package let updatedAt = Field<Instant>(16, "When it was changed", source: "updatedAt")
  package let trashedAt = Field<Instant>(17, "When it was put in the trash", source: "trashedAt")
  package let isTrashed = Field<Bool>(18, "Whether it lies in the trash")
  package init() {}
}

/// One size of a card.
package struct WBCardSize: Fields {
  package let chrtID = Field<Int64>(1, "The size's number, sizeID of prices", source: "chrtID")
  package let techSize = Field<Text>(2, "The seller's size", source: "techSize")
  package let wbSize = Field<Text>(3, "The size shown to buyers", source: "wbSize")
  package let skus = Field<List<WBCardBarcode>>(4, "Its barcodes", source: "skus")
  package init() {}
}

/// A barcode of a size.
package struct WBCardBarcode: Fields {
  package let barcode = Field<Text>(1, "The barcode, trimmed")
  package init() {}
}
