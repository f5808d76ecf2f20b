package import Domain
package import Importing

/// Yandex Market's returns and goods not redeemed: `{status, result: {returns, paging}}`, or one in
/// `result`.
///
/// A return is sent again when it changes; `updateDate` is its clock.
package struct YMReturns: Importer {
  package static let kind = YMReturn.kind
  package static let marketplaces: Set = ["YM"]
  package static let enumerations: [String: Set<String>] = [
    "returnType": [
      "RETURN", "UNREDEEMED",
    ],
    "refundStatus": [
      "CANCELLED", "COMPLETE_WITHOUT_REFUND", "DECISION_MADE", "FAILED",
      "PREMODERATION_DECISION_MADE", "PREMODERATION_DECISION_WAITING", "PREMODERATION_DISPUTE",
      "PREMODERATION_SELECT_DELIVERY", "REFUNDED", "REFUNDED_BY_SHOP", "REFUNDED_WITH_BONUSES",
      "REFUND_IN_PROGRESS", "REJECTED", "STARTED_BY_USER", "UNKNOWN", "WAITING_FOR_DECISION",
    ],
  ]
  package static let emptyScope = EmptyScope.nothing
  package static let extent: [ExtentMark] = [.more("result.paging.nextPageToken")]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("result.returns[].id", "result.returns[].orderId")
      || outline.has("result.id", "result.orderId", "result.returnType")
      || outline.isEmptyPage(of: "result.returns[]", beside: "status")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let isOne = PayloadOutline(of: payload.bytes).has("result.orderId")
    let schema = EventTypes.schema(of: YMReturn.self)
    let facts = YMReturn()
    let reader = DocumentReader(schema.shape, zone: .moscow, ReturnMembers.document)
    var rows = JSONRows(payload, at: isOne ? [["result", "{}"]] : [["result", "returns"]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      var record = Record(schema.shape)
      try reader.fill(&record, from: row, intake)
      guard let id = record[facts.id] else { throw RowError("id", "missing") }
      guard record[facts.orderId] != nil else { throw RowError("orderId", "missing") }
      guard let type = record[facts.returnType] else { throw RowError("returnType", "missing") }
      let refunded = record[facts.amount] ?? record[facts.refundAmount] ?? .zero
      try intake.add(
        refunded, to: "amount", of: "\(type) \(record[facts.refundStatus] ?? "")".trimmed,
        in: record[facts.currency])
      return Document(schema, "\(id)", at: record[facts.updateDate], record)
    }
  }
}

extension String {
  /// Without the space at the end.
  fileprivate var trimmed: String { last == " " ? String(dropLast()) : self }
}
