package import Domain
package import Importing

/// Wildberries' prices by size: `GET /api/v2/list/goods/filter`, and `…/size/nm` for one card.
///
/// A product has its sizes in a list, and each is a document; the answer about one card has a row for
/// each size. The source has no clock.
package struct WBPrices: Importer {
  package static let kind = WBPrice.kind
  package static let marketplaces: Set = ["WB"]
  package static let emptyScope = EmptyScope.list

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("data.listGoods[]")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: WBPrice.self)
    let product = DocumentReader(schema.shape, zone: .moscow, Self.members)
    let size = DocumentReader(schema.shape, zone: .moscow, under: "sizes", Self.sizeMembers)
    var rows = JSONRows(payload, at: [["data", "listGoods"]])
    try rows.forEach(into: intake) { (row, _) throws(PayloadError) in
      // Each size is a document with all that is said of the product.
      guard let sizes = row["sizes"]?.elements, !sizes.isEmpty,
        sizes.count <= JSONScanner.elementsMax
      else {
        try intake.take(row) { (row) throws(RowError) in
          _ = try row["sizes"]?.elements(upTo: JSONScanner.elementsMax, "sizes")
          var record = Record(schema.shape)
          try product.fill(&record, from: row, intake)
          if let card = record[price.nmID] { intake.covers("\(card)/") }
          return try document(schema, record)
        }
        return
      }
      for place in sizes.indices {
        try intake.take(row) { (row) throws(RowError) in
          var record = Record(schema.shape)
          try product.fill(&record, from: row, intake)
          try size.add(to: &record, from: sizes[place], intake)
          return try document(schema, record)
        }
      }
      intake.covers("")
    }
    if intake.rows == 0 { intake.covers("") }
  }

  private let price = WBPrice()

  private func document(
    _ schema: EventSchema, _ record: Record
  ) throws(RowError) -> Document {
    guard let card = record[price.nmID], card > 0 else { throw RowError("nmID", "missing") }
    guard let size = record[price.sizeID] else { throw RowError("sizes.sizeID", "missing") }
    return Document(schema, "\(card)/\(size)", record)
  }

  private static let sizeMembers: [KnownMember] = [
    .value("sizeID"), .value("techSizeName"), .value("price"), .value("discountedPrice"),
    .value("clubDiscountedPrice"),
  ]

  private static let members: [KnownMember] =
    sizeMembers + [
      .value("nmID"),
      .value("vendorCode"),
      .value("discount"),
      .value("clubDiscount"),
      .value("editableSizePrice"),
      .currency("currencyIsoCode4217", to: "currency"),
      .value("isBadTurnover"),
      .list(
        "wholesaleDiscountThreshold", to: "wholesale",
        [.value("minQuantity"), .value("wholesaleDiscount"), .value("level")]),
      .ignored("sizes"),
    ]
}
