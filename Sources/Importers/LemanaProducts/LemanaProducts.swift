package import Domain
package import Importing

/// LemanaPRO's catalogue: `GET /b2bintegration-products/v1/products`, page by page.
///
/// Articles, barcodes and codes come as numbers or as texts. A product has no clock; all pages
/// together are complete for the connection.
package struct LemanaProducts: Importer {
  package static let kind = LemanaProduct.kind
  package static let marketplaces: Set = ["LEMANA"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = [.total("paging.totalCount"), .number("paging.page")]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("products[].productItem", "products[].productName")
      || outline.isEmptyPage(of: "products[]", beside: "paging.totalCount")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: LemanaProduct.self)
    let product = LemanaProduct()
    let reader = DocumentReader(schema.shape, zone: .moscow, Self.members)
    var rows = JSONRows(payload, at: [["products"]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      var record = Record(schema.shape)
      try reader.fill(&record, from: row, intake)
      guard let item = record[product.productItem] else {
        throw RowError("productItem", "missing")
      }
      return Document(schema, item, record)
    }
    intake.covers("")
  }

  private static let members: [KnownMember] = [
    .value("productItem"),
    .value("productAvailible"),
    .value("productName"),
    .value("productVat"),
    .object("productUnitSale", [.value("unitOkeiCode"), .value("unitName")]),
    .value("productDescription"),
    .object(
      "categories",
      [.value("categoryId"), .value("categoryName"), .value("parentCategoryId")]),
    .value("productUrl"),
    .value("productModel"),
    .value("productBrand"),
    .value("productWeight"),
    .value("productCountryOfOrigin"),
    .value("productDimensions"),
    .object("productPhoto", [.texts("value", to: "productPhoto", each: "url")]),
    .value("productBarcode"),
    .value("productMarkNeed"),
    .value("productTraceability"),
    .value("productTnvedCode"),
    .value("productOkpd2"),
    .list("productParams", [.value("paramId"), .value("paramName"), .value("paramValue")]),
  ]
}
