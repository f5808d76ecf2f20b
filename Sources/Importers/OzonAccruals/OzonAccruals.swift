package import Domain
package import Importing

/// Ozon's accruals: of a day, of postings, and the names of their types.
///
/// Natural ids begin with the day, so that a day which was imported completely is a scope. It takes
/// the place of what was known of the day's postings, since it holds the same accruals.
package struct OzonAccruals: Importer {
  package static let kind = OzonAccrual.kind
  package static let marketplaces: Set = ["OZON"]
  package static let emptyScope = EmptyScope.nothing
  package static let extent: [ExtentMark] = [.more("last_id")]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("accruals[].accrued_category", "accruals[].total_amount")
      || outline.isEmptyPage(of: "accruals[]", beside: "last_id")
      || outline.has("posting_accruals[]")
      || outline.has("accrual_types[]")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    var accruals = AccrualReader()
    var fees = PostingFeeReader()
    let types = AccrualTypeReader()
    var rows = JSONRows(payload, at: [["accruals"], ["posting_accruals"], ["accrual_types"]])
    try rows.forEach(into: intake) { (row, path) throws(PayloadError) in
      switch path {
      case ["accruals"]:
        try intake.take(row) { (row) throws(RowError) in try accruals.read(row, intake) }
      case ["posting_accruals"]: try fees.read(row, intake)
      default: try intake.take(row) { (row) throws(RowError) in try types.read(row, intake) }
      }
    }
    if rows.met.contains(["accrual_types"]) { intake.covers(AccrualTypeReader.scope) }
  }
}
