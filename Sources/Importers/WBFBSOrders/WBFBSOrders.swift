package import Domain
package import Importing

/// Wildberries' assembly orders: `GET /api/v3/orders` and `…/new`, `{next, orders: […]}`.
///
/// The buyer's address and comment are not kept. The source has no clock: a supply is added later.
package struct WBFBSOrders: Importer {
  package static let kind = WBFBSOrder.kind
  package static let marketplaces: Set = ["WB"]
  package static let emptyScope = EmptyScope.nothing
  package static let extent: [ExtentMark] = [.more("next")]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("orders[].id", "orders[].nmId", "orders[].rid")
      || outline.isEmptyPage(of: "orders[]", beside: "next")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: WBFBSOrder.self)
    let order = WBFBSOrder()
    let reader = DocumentReader(schema.shape, zone: context.zone, Self.members)
    var rows = JSONRows(payload, at: [["orders"]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      var record = Record(schema.shape)
      try reader.fill(&record, from: row, intake)
      guard let id = record[order.id] else { throw RowError("id", "missing") }
      try intake.add(
        record[order.price] ?? .zero, to: "price", of: record[order.currencyCode] ?? "(none)")
      try intake.add(
        record[order.convertedPrice] ?? .zero, to: "convertedPrice",
        of: record[order.convertedCurrencyCode] ?? "(none)")
      return Document(schema, String(id), record)
    }
  }

  private static let members: [KnownMember] = [
    .value("id"),
    .value("rid"),
    .value("orderUid"),
    .value("article"),
    .value("nmId", .zeroIsAbsent),
    .value("chrtId", .zeroIsAbsent),
    .texts("skus", each: "barcode"),
    .value("createdAt"),
    .value("ddate"),
    .value("sellerDate"),
    .kopecks("price"),
    .kopecks("salePrice"),
    .kopecks("finalPrice"),
    .currency("currencyCode"),
    .kopecks("convertedPrice"),
    .kopecks("convertedFinalPrice"),
    .currency("convertedCurrencyCode"),
    .kopecks("scanPrice"),
    .value("deliveryType"),
    .value("supplyId"),
    .value("warehouseId", .zeroIsAbsent),
    .value("officeId", .zeroIsAbsent),
    .texts("offices", each: "office"),
    .value("cargoType"),
    .value("crossBorderType"),
    .value("isZeroOrder"),
    .object("options", [.value("isB2B"), .value("isB2b", to: "isB2B")]),
    .value("colorCode"),
    .ignored(
      "address", "comment", "user", "requiredMeta", "optionalMeta",
      "isPickupPointShipmentAllowed"),
  ]
}
