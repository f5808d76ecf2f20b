package import Domain
package import Importing

/// Wildberries' product cards and those in the trash: `POST /content/v2/get/cards/list`, `…/trash`.
///
/// `updatedAt` does not order the states of a card: one that returns from the trash has an older one
/// than its `trashedAt`. The answer fetched later counts. The list, all pages together, covers all
/// cards; the trash covers nothing.
package struct WBCards: Importer {
  package static let kind = WBCard.kind
  package static let marketplaces: Set = ["WB"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = [.held("cursor.total"), .full("cursor.total", 100)]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("cards[].nmID") || outline.isEmptyPage(of: "cards[]", beside: "cursor")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: WBCard.self)
    let card = WBCard()
    let reader = DocumentReader(schema.shape, zone: context.zone, Self.members)
    var rows = JSONRows(payload, at: [["cards"]])
    var isTrash = false
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      var record = Record(schema.shape)
      try reader.fill(&record, from: row, intake)
      guard let id = record[card.nmID], id > 0 else { throw RowError("nmID", "missing") }
      if record[card.trashedAt] != nil { isTrash = true }
      record[card.isTrashed] = record[card.trashedAt] != nil
      return Document(schema, String(id), record)
    }
    if !isTrash && rows.envelope["cursor.trashedAt"] == nil { intake.covers("") }
  }

  private static let members: [KnownMember] = [
    .value("nmID"),
    .value("imtID", .zeroIsAbsent),
    .value("vendorCode"),
    .value("subjectID", .zeroIsAbsent),
    .value("subjectName"),
    .value("brand"),
    .value("title"),
    .value("needKiz"),
    .value("kizMarked"),
    .object(
      "dimensions",
      [
        .value("length"), .value("width"), .value("height"), .value("weightBrutto"),
        .ignored("isValid"),
      ]),
    .list(
      "sizes",
      [
        .value("chrtID", .zeroIsAbsent), .value("techSize"), .value("wbSize"),
        .texts("skus", each: "barcode"),
      ]),
    .value("createdAt"),
    .value("updatedAt"),
    .value("trashedAt"),
    .ignored(
      "nmUUID", "description", "photos", "video", "wholesale", "characteristics", "tags"),
  ]
}
