package import Domain
package import Importing

/// Wildberries' sales and returns: `GET /api/v1/supplier/sales`, a bare array.
///
/// Times are Moscow's, without offset. One row is one unit; a row is sent again with a newer
/// `lastChangeDate` when its money becomes known.
package struct WBSales: Importer {
  package static let kind = WBSale.kind
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
    outline.has("[].forPay", "[].srid", "[].lastChangeDate") && !outline.has("[].rrd_id")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: WBSale.self)
    let reader = RowReader(schema.shape, zone: .moscow, Self.members)
    var record = Record(schema.shape)
    var rows = JSONRows(payload, at: [[]])
    try rows.forEach(into: intake) { (row, _) throws(PayloadError) in
      intake.beginRow()
      let id: String
      do throws(RowError) {
        try row.refuseDoubledKey()
        try reader.fill(&record, from: row, intake)
        id = try naturalID(record)
        try addTotals(record, intake)
      } catch {
        intake.setAside(at: row.range.lowerBound, error)
        return
      }
      try intake.draft(
        schema, id, occurredAt: record[sale.lastChangeDate], source: row.range, record)
    }
  }

  private let sale = WBSale()

  /// `saleID`; rows without one are told apart by srid and the sign of the money.
  private func naturalID(_ record: Record) throws(RowError) -> String {
    guard record[sale.lastChangeDate] != nil else { throw RowError("lastChangeDate", "missing") }
    guard record[sale.date] != nil else { throw RowError("date", "missing") }
    if let saleID = record[sale.saleID] { return saleID }
    guard let srid = record[sale.srid] else { throw RowError("saleID", "missing, and srid too") }
    return "\(srid)/\(record[sale.forPay]?.isNegative == true ? "return" : "sale")"
  }

  private func addTotals(_ record: Record, _ intake: Intake) throws(RowError) {
    let isReturn =
      record[sale.saleID]?.hasPrefix("R") ?? (record[sale.forPay]?.isNegative ?? false)
    try intake.add(record[sale.forPay] ?? .zero, to: "forPay", of: isReturn ? "return" : "sale")
  }

  private static let members: [(name: String, field: String, how: RowReader.Conversion)] = [
    ("date", "date", .plain),
    ("lastChangeDate", "lastChangeDate", .plain),
    ("warehouseName", "warehouseName", .plain),
    ("warehouseType", "warehouseType", .plain),
    ("countryName", "countryName", .plain),
    ("oblastOkrugName", "oblastOkrugName", .plain),
    ("regionName", "regionName", .plain),
    ("supplierArticle", "supplierArticle", .plain),
    ("nmId", "nmId", .zeroIsAbsent),
    ("barcode", "barcode", .plain),
    ("category", "category", .plain),
    ("subject", "subject", .plain),
    ("brand", "brand", .plain),
    ("techSize", "techSize", .plain),
    ("incomeID", "incomeID", .zeroIsAbsent),
    ("isSupply", "isSupply", .plain),
    ("isRealization", "isRealization", .plain),
    ("totalPrice", "totalPrice", .plain),
    ("discountPercent", "discountPercent", .plain),
    ("spp", "spp", .plain),
    ("paymentSaleAmount", "paymentSaleAmount", .plain),
    ("forPay", "forPay", .plain),
    ("finishedPrice", "finishedPrice", .plain),
    ("priceWithDisc", "priceWithDisc", .plain),
    ("saleID", "saleID", .plain),
    ("sticker", "sticker", .plain),
    ("gNumber", "gNumber", .plain),
    ("srid", "srid", .plain),
  ]
}
