package import Domain
package import Importing

/// LemanaPRO's prices for a customer, or those of the shop.
///
/// `GET …/v1/sales-prices` has them under `productsPrice`, `POST …/v1/sale-prices:search` under
/// `productPrice`. Neither has a clock; all pages together are complete for the connection.
package struct LemanaPrices: Importer {
  package static let kind = LemanaPrice.kind
  package static let marketplaces: Set = ["LEMANA"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = [.total("paging.totalCount"), .number("paging.page")]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.hasAny("productsPrice[]", "productPrice[]")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: LemanaPrice.self)
    let price = LemanaPrice()
    let reader = DocumentReader(schema.shape, zone: .moscow, Self.members)
    var rows = JSONRows(payload, at: [["productsPrice"], ["productPrice"]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      var record = Record(schema.shape)
      try reader.fill(&record, from: row, intake)
      guard let item = record[price.productItem] else { throw RowError("productItem", "missing") }
      return Document(schema, item, record)
    }
    intake.covers("")
  }

  private static let members: [KnownMember] = [
    .value("productItem"),
    .list(
      "salesPrices",
      [.value("salesPrice"), .value("retailPrice"), .currency("currencyName")]),
  ]
}
