import TestKit

/// Wildberries' sales: named by saleID, else by srid and direction; clocked by lastChangeDate.
struct FeedSales: FeedSource {
  let kind = "wb.sales"
  let marketplace = "WB"
  let hasClock = true
  let tables = [
    "p900": ["document_no", "status_norm", "qty", "payable_amount", "source_updated_at"],
    "p904": ["document_no", "qty", "total"],
  ]

  func page(_ rows: [FeedRow], isOld: Bool) -> String {
    "[" + rows.map(text).joined(separator: ",\n") + "]"
  }

  private func text(_ row: FeedRow) -> String {
    let id = row.document.isNameless ? "null" : "\"\(name(row.document))\""
    return """
      {"date":"2026-03-01T10:00:00","lastChangeDate":"\(FeedHour.text(row.state.since))",
      "supplierArticle":"lamp-1","techSize":"0","barcode":"2000000000017","totalPrice":9000,
      "discountPercent":10,"isSupply":false,"isRealization":true,"warehouseName":"Test",
      "countryName":"Россия","incomeID":1,"saleID":\(id),"spp":0,
      "forPay":\(FeedRow.money(row.signedKopecks)),"finishedPrice":900,"priceWithDisc":900,
      "nmId":11001,"subject":"Lamps","category":"Light","brand":"Test \(row.state.remark)",
      "gNumber":"1","srid":"\(unit(row.document))","sticker":""}
      """
  }

  private func name(_ document: FeedDocument) -> String {
    document.isNameless
      ? unit(document) : "\(document.isReturn ? "R" : "S")\(9_000_000 + document.number)"
  }

  /// A sale and a return of one unit share it; without saleIDs, nothing but the direction tells them
  /// apart.
  private func unit(_ document: FeedDocument) -> String {
    let first = document.number / 2 * 2
    return document.isNameless && document.isReturn == (document.number != first)
      ? "unit-\(first)" : "unit-\(document.number).\(document.isReturn)"
  }

  func cells(of row: FeedRow, in table: String) -> [ExactJSON] {
    let paid = ExactJSON.digits(FeedRow.money(row.signedKopecks))
    let name = ExactJSON.text(name(row.document))
    let quantity: ExactJSON = row.document.isReturn ? -1 : 1
    if table == "p904" { return [name, quantity, paid] }
    // Wildberries' hours are Moscow's.
    let changed = FeedHour.text(row.state.since - 3)
    return [
      name, .text(row.document.isReturn ? "RETURNED" : "DELIVERED"), quantity, paid,
      .text(changed + "Z"),
    ]
  }
}
