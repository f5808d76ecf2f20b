package import Domain
package import Importing

/// Yandex Market's catalogue: offer mappings, and the older offer mapping entries.
///
/// The source has no clock for an offer; all pages together are complete for the cabinet.
package struct YMOffers: Importer {
  package static let kind = YMOffer.kind
  package static let marketplaces: Set = ["YM"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = [.more("result.paging.nextPageToken")]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("result.offerMappings[]") || outline.has("result.offerMappingEntries[]")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: YMOffer.self)
    let offer = YMOffer()
    let reader = DocumentReader(schema.shape, zone: .moscow, Self.members)
    var rows = JSONRows(
      payload, at: [["result", "offerMappings"], ["result", "offerMappingEntries"]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      var record = Record(schema.shape)
      try reader.fill(&record, from: row, intake)
      guard let id = record[offer.offerId] ?? record[offer.shopSku] else {
        throw RowError("offer.offerId", "missing")
      }
      return Document(schema, id, record)
    }
    intake.covers("")
  }

  private static let members: [KnownMember] = [
    .object(
      "offer",
      [
        .value("offerId"),
        .value("shopSku"),
        .value("name"),
        .value("marketCategoryId", .zeroIsAbsent),
        .value("category"),
        .value("vendor"),
        .texts("barcodes", each: "barcode"),
        .value("vendorCode"),
        .value("archived"),
        .value("cardStatus"),
        .object(
          "basicPrice",
          [
            .value("value", to: "basicPrice"),
            .value("discountBase"),
            .currency("currencyId", to: "currency"),
            .value("updatedAt", to: "priceUpdatedAt"),
          ]),
        .object(
          "purchasePrice",
          [
            .value("value", to: "purchasePrice"),
            .currency("currencyId", to: "purchaseCurrency"),
            .ignored("updatedAt"),
          ]),
        .ignored(
          "additionalExpenses", "adult", "age", "availability", "boxCount", "campaigns",
          "certificate", "certificates", "commodityCodes", "condition", "customsCommodityCode",
          "customsCommodityCodes", "deliveryDurationDays", "description", "downloadable",
          "groupId", "guaranteePeriod", "guaranteePeriodDays", "lifeTime", "lifeTimeDays",
          "manuals", "manufacturer", "manufacturerCountries", "mediaFiles", "minShipment",
          "params", "pictures", "processingState", "quantumOfSupply", "sellingPrograms",
          "shelfLife", "shelfLifeDays", "supplyScheduleDays", "tags", "transportUnitSize", "type",
          "urls", "videos", "weightDimensions"),
      ]),
    .object(
      "mapping",
      [
        .value("marketSku", .zeroIsAbsent),
        .value("marketSkuName"),
        .value("marketCategoryId", .zeroIsAbsent),
        .ignored("categoryId", "marketCategoryName", "marketModelName", "modelId"),
      ]),
    .ignored("awaitingModerationMapping", "rejectedMapping", "showcaseUrls"),
  ]
}
