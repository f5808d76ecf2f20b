import Domain
import Ledger
import TestKit

/// Answers of `wb.sales` made up row by row.
enum SalesAnswer {
  /// One sale of 1,000 roubles before discounts.
  static func row(_ id: String, day: String, forPay: String, changed: String) -> String {
    """
    {"date":"\(day)T10:00:00","lastChangeDate":"\(changed)","supplierArticle":"lamp-1",
    "techSize":"0","barcode":"2000000000017","totalPrice":1000,"discountPercent":10,
    "isSupply":false,"isRealization":true,"warehouseName":"Test","countryName":"Россия",
    "oblastOkrugName":"","regionName":"","incomeID":1,"saleID":"\(id)","spp":0,
    "forPay":\(forPay),"finishedPrice":900,"priceWithDisc":900,"nmId":11001,"subject":"Lamps",
    "category":"Light","brand":"Test","gNumber":"1","srid":"\(id).0.0","sticker":""}
    """
  }

  static func page(_ rows: [String]) -> String { "[\n" + rows.joined(separator: ",\n") + "\n]\n" }
}

extension TemporaryBook {
  /// Takes made-up sales in, fetched at noon of a March day.
  @discardableResult
  func takeSales(
    _ rows: [String], _ name: String, day: String, updates: Bool = true
  ) throws -> ImportReport {
    var request = ImportRequest(
      paths: [try write(SalesAnswer.page(rows), to: name)], connection: "wb")
    request.kind = "wb.sales"
    request.fetchedAt = Array("\(day)T12:00:00Z".utf8).borrowed { Instant(iso: $0, in: .utc) }
    return try ledger.take(request, updates: updates)
  }
}
