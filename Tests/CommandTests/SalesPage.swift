/// A page of Wildberries' sales, made up.
enum SalesPage {
  /// One row; `more` follows its members.
  static func row(
    _ id: Int, article: String = "ЛН-201/сер", forPay: String = "712.35", more: String = ""
  ) -> String {
    let time = "2026-03-0\(1 + id % 9)T10:\(10 + id % 50):00"
    return """
      {"date":"\(time)","lastChangeDate":"\(time)","warehouseName":"Коледино",\
      "warehouseType":"Склад WB","supplierArticle":"\(article)","nmId":\(200_000_000 + id % 97),\
      "barcode":"4607071652167","subject":"Наволочки","isSupply":false,"isRealization":true,\
      "totalPrice":1999.9,"discountPercent":40,"spp":25,"forPay":\(forPay),"finishedPrice":899,\
      "priceWithDisc":1199.94,"saleID":"S\(7_000_000_000 + id)","srid":"x\(id).0.0"\(more)}
      """
  }

  static func page(_ rows: [String]) -> String { "[\(rows.joined(separator: ",\n"))]" }

  static func page(of count: Int) -> String { page((0..<count).map { row($0) }) }
}
