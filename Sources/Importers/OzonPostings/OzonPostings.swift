package import Domain
package import Importing

/// Ozon's postings, from lists of four shapes and from answers about one posting.
///
/// FBS: `{result: {postings}}` and, with cursors, `{postings}`; FBO: `{result: […]}` and, with
/// cursors, `{postings}`. Live answers put the latter two in `result` as well. The source has no clock
/// of its own.
package struct OzonPostings: Importer {
  package static let kind = OzonPosting.kind
  package static let marketplaces: Set = ["OZON"]
  package static let enumerations: [String: Set<String>] = [
    "status": [
      "acceptance_in_progress", "arbitration", "awaiting_approve", "awaiting_deliver",
      "awaiting_packaging", "awaiting_registration", "awaiting_verification", "cancelled",
      "cancelled_from_split_pending", "client_arbitration", "delivered", "delivering",
      "driver_pickup", "not_accepted", "sent_by_seller",
    ],
    "scheme": [
      "FBO", "FBS", "RFBS",
    ],
  ]
  package static let emptyScope = EmptyScope.nothing
  package static let extent: [ExtentMark] = [.more("has_next"), .more("result.has_next")]

  package init() {}

  private static let places = ["postings[]", "result.postings[]", "result[]", "result"]

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    Self.places.contains { place in
      outline.has(place + ".posting_number", place + ".status", place + ".products")
    }
      || outline.isEmptyPage(of: "postings[]", beside: "has_next", "cursor")
      || outline.isEmptyPage(of: "result.postings[]", beside: "result.has_next")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let isOne = PayloadOutline(of: payload.bytes).has("result.posting_number")
    let lists: [JSONRows.Path] = [["postings"], ["result", "postings"], ["result"]]
    let reader = PostingReader()
    var rows = JSONRows(payload, at: isOne ? [["result", "{}"]] : lists)
    try rows.readDocuments(into: intake) { (row, path) throws(RowError) in
      try reader.read(row, inBareList: path == ["result"], intake)
    }
  }
}
