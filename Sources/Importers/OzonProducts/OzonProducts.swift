package import Domain
package import Importing

/// Ozon's catalogue, from three answers that each tell other facts of a product.
///
/// `/v3/product/info/list` says what it is, `/v3/product/list` that it exists, `/v5/product/info/prices`
/// what it costs. Their streams are apart, `product/…`, `listing/…` and `price/…`, and so are the scopes
/// that they may be complete for.
package struct OzonProducts: Importer {
  package static let kind = OzonProduct.kind
  package static let marketplaces: Set = ["OZON"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = [
    .total("result.total"), .cursor("result.last_id"), .total("total"), .cursor("cursor"),
  ]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("items[].offer_id", "items[].id", "items[].sources")
      || outline.has("items[].offer_id", "items[].product_id", "items[].price.price")
      || outline.has("result.items[].offer_id", "result.items[].product_id", "result.last_id")
      || outline.isEmptyPage(of: "result.items[]", beside: "result.last_id", "result.total")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let product = ProductReader(.product)
    let listing = ProductReader(.listing)
    let price = ProductReader(.price)
    var rows = JSONRows(payload, at: [["items"], ["result", "items"]])
    try rows.readDocuments(into: intake) { (row, path) throws(RowError) in
      if path.first == "result" { return try listing.read(row, intake) }
      return try (row["product_id"] == nil ? product : price).read(row, intake)
    }
    if intake.rows == 0 { intake.covers(Self.answer(of: rows).scope) }
  }

  /// Which answer an empty page is of.
  private static func answer(of page: JSONRows) -> ProductAnswer {
    if page.met.contains(["result", "items"]) { return .listing }
    return page.envelope["total"] == nil ? .product : .price
  }
}
