package import Domain
package import Importing

/// Wildberries' orders: `GET /api/v1/supplier/orders`, a bare array.
///
/// Times are Moscow's, without offset. One row is one unit; it is sent again with a newer
/// `lastChangeDate` when it is cancelled.
package struct WBOrders: Importer {
  package static let kind = WBOrder.kind
  package static let version = 2
  package static let marketplaces: Set = ["WB"]
  package static let enumerations: [String: Set<String>] = [
    "warehouseType": [
      "Склад WB", "Склад продавца",
    ]
  ]
  package static let emptyScope = EmptyScope.nothing
  package static let sendsNothing = true

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("[].srid", "[].lastChangeDate", "[].isCancel")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: WBOrder.self)
    let order = WBOrder()
    let reader = RowReader(schema.shape, zone: .moscow, Self.members(schema.shape))
    var record = Record(schema.shape)
    var rows = JSONRows(payload, at: [[]])
    try rows.readDocuments(into: intake) { (row, _) throws(RowError) in
      try reader.fill(&record, from: row, intake)
      guard let srid = record[order.srid] else { throw RowError("srid", "missing") }
      guard let changed = record[order.lastChangeDate] else {
        throw RowError("lastChangeDate", "missing")
      }
      guard record[order.date] != nil else { throw RowError("date", "missing") }
      let state = record[order.isCancel] == true ? "cancelled" : "ordered"
      for price in [order.totalPrice, order.priceWithDisc, order.finishedPrice] {
        let name = schema.shape.members[price.slot].name
        try intake.add(record[price] ?? .zero, to: name, of: state)
      }
      return Document(schema, srid, at: changed, record)
    }
  }

  /// The fields bear the source's names.
  private static func members(
    _ shape: Shape
  ) -> [(name: String, field: String, how: RowReader.Conversion)] {
    shape.members.map {
      ($0.name, $0.name, ["nmId", "incomeID"].contains($0.name) ? .zeroIsAbsent : .plain)
    }
  }
}
