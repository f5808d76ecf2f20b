package import Domain
package import Importing

/// Yandex Market's orders, from three answers that each tell other facts of an order.
///
/// The campaign's list and single order (`{orders, pager}`, `{order}`), the cabinet's list
/// (`{orders, paging}`, ids named `orderId`) and the statistics (`{status, result: {orders}}`). An order
/// is one stream whatever the answer; the event type says which it was. Each has a clock.
package struct YMOrders: Importer {
  package static let kind = YMOrder.kind
  package static let marketplaces: Set = ["YM"]
  package static let enumerations: Set = ["status", "substatus"]
  package static let emptyScope = EmptyScope.nothing
  package static let extent: [ExtentMark] = [
    .more("paging.nextPageToken"), .more("result.paging.nextPageToken"),
    .pages("pager.pagesCount"), .number("pager.currentPage"),
  ]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("orders[].orderId", "orders[].items[]", "orders[].status")
      || outline.has("orders[].id", "orders[].items[]", "orders[].status")
      || outline.has("order.id", "order.items[]", "order.status")
      || outline.has("result.orders[].id", "result.orders[].items[]", "result.orders[].status")
      || outline.isEmptyPage(of: "orders[]", beside: "paging")
      || outline.isEmptyPage(of: "orders[]", beside: "pager")
      || outline.isEmptyPage(of: "result.orders[]", beside: "status", "result.paging")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let campaign = CampaignOrderReader()
    let business = BusinessOrderReader()
    let stats = StatsOrderReader()
    var rows = JSONRows(payload, at: [["orders"], ["order", "{}"], ["result", "orders"]])
    try rows.readDocuments(into: intake) { (row, path) throws(RowError) in
      if path.first == "result" { return try stats.read(row, intake) }
      if row["orderId"] != nil { return try business.read(row, intake) }
      return try campaign.read(row, intake)
    }
  }
}
