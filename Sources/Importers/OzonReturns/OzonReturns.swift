package import Domain
package import Importing

/// Ozon's returns and cancellations: `/v1/returns/list`, `{returns, has_next}`.
///
/// A return is sent again when its status changes; `visual.change_moment` is its clock.
package struct OzonReturns: Importer {
  package static let kind = OzonReturn.kind
  package static let marketplaces: Set = ["OZON"]
  package static let enumerations: [String: Set<String>] = [
    "type": [
      "Cancellation", "FullReturn", "PartialReturn", "ClientReturn", "Unknown",
    ],
    "schema": [
      "Fbo", "Fbs",
    ],
  ]
  package static let emptyScope = EmptyScope.nothing
  package static let extent: [ExtentMark] = [.more("has_next")]

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("returns[].id", "returns[].product", "returns[].schema")
      || outline.isEmptyPage(of: "returns[]", beside: "has_next")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: OzonReturn.self)
    let facts = OzonReturn()
    let reader = DocumentReader(schema.shape, zone: .utc, Self.members)
    var rows = JSONRows(payload, at: [["returns"]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      var record = Record(schema.shape)
      try reader.fill(&record, from: row, intake)
      guard let id = record[facts.id] else { throw RowError("id", "missing") }
      guard let type = record[facts.type] else { throw RowError("type", "missing") }
      guard record[facts.sku] != nil else { throw RowError("product.sku", "missing") }
      try intake.add(record[facts.quantity] ?? .zero, to: "quantity", of: type)
      return Document(schema, "\(id)", at: record[facts.change_moment], record)
    }
  }

  private static let members: [KnownMember] = [
    .value("id", .zeroIsAbsent),
    .value("company_id", .zeroIsAbsent),
    .value("return_reason_name"),
    .value("type"),
    .value("schema"),
    .value("order_id", .zeroIsAbsent),
    .value("order_number"),
    .object("place", place("place")),
    .object("target_place", place("target_place")),
    .object(
      "storage",
      [
        .money("sum", to: "storage_sum", currency: "storage_currency_code"),
        .money("utilization_sum", currency: "storage_currency_code"),
        .value("tariffication_first_date", .zeroIsAbsent),
        .value("tariffication_start_date", .zeroIsAbsent),
        .value("arrived_moment", .zeroIsAbsent),
        .value("utilization_forecast_date", .zeroIsAbsent),
        .ignored("days"),
      ]),
    .object(
      "product",
      [
        .value("sku", .zeroIsAbsent),
        .value("offer_id"),
        .value("name"),
        .money("price", currency: "currency_code"),
        .money("price_without_commission", currency: "currency_code"),
        .value("commission_percent"),
        .money("commission", currency: "currency_code"),
        .value("quantity"),
      ]),
    .object(
      "logistic",
      [
        .value("technical_return_moment", .zeroIsAbsent),
        .value("final_moment", .zeroIsAbsent),
        .value("cancelled_with_compensation_moment", .zeroIsAbsent),
        .value("return_date", .zeroIsAbsent),
        .value("barcode"),
      ]),
    .object(
      "visual",
      [
        .object(
          "status",
          [
            .value("display_name", to: "status_name"),
            .value("sys_name", to: "status"),
            .ignored("id"),
          ]),
        .value("change_moment", .zeroIsAbsent),
      ]),
    .object("additional_info", [.value("is_opened"), .value("is_super_econom")]),
    .value("source_id", .zeroIsAbsent),
    .value("posting_number"),
    .value("clearing_id", .zeroIsAbsent),
    .value("return_clearing_id", .zeroIsAbsent),
    .object(
      "compensation_status",
      [
        .object(
          "status",
          [.value("sys_name", to: "compensation_status"), .ignored("id", "display_name")]),
        .value("change_moment", to: "compensation_change_moment", .zeroIsAbsent),
      ]),
    .ignored("exemplars"),
  ]

  private static func place(_ name: String) -> [KnownMember] {
    [
      .value("id", to: "\(name)_id", .zeroIsAbsent),
      .value("name", to: "\(name)_name"),
      .ignored("address"),
    ]
  }
}
