/// Rows of `supplier/sales`, as bytes.
struct SalesRows {
  let products: Products
  private var random: SeededRandom
  private var number = 9_000_000_000

  init(_ products: Products, seed: UInt64) {
    self.products = products
    random = SeededRandom(seed)
  }

  mutating func page(rows: Int) -> [UInt8] {
    var page = Page("[", "]")
    for _ in 0..<rows { page.add(row()) }
    return page.finish()
  }

  private mutating func row() -> String {
    number += 1 + random.below(20)
    let index = random.below(products.count)
    let isReturn = random.below(20) == 0
    let sign = isReturn ? "-" : ""
    let price = 500 + random.below(4000)
    let day = 1 + random.below(28)
    let date =
      "2026-03-\(day < 10 ? "0" : "")\(day)T\(10 + random.below(14)):\(10 + random.below(50)):0\(random.below(10))"
    return
      #"{"date":"\#(date)","lastChangeDate":"\#(date)","warehouseName":"Электросталь","warehouseType":"Склад WB","countryName":"Россия","oblastOkrugName":"Центральный федеральный округ","regionName":"Московская","supplierArticle":"\#(products.article(index))","nmId":\#(products.nmID(index)),"barcode":"\#(products.barcode(index))","category":"Дом","subject":"\#(products.subject(index))","brand":"\#(products.brand(index))","techSize":"0","incomeID":\#(28_000_000 + random.below(50_000)),"isSupply":false,"isRealization":true,"totalPrice":\#(sign)\#(price),"discountPercent":\#(random.below(60)),"spp":\#(random.below(30)),"paymentSaleAmount":0,"forPay":\#(sign)\#(random.money(price / 3, price / 2)),"finishedPrice":\#(sign)\#(random.money(price / 2, price)),"priceWithDisc":\#(sign)\#(random.money(price / 2, price)),"saleID":"\#(isReturn ? "R" : "S")\#(number)","sticker":"","gNumber":"\#(random.hex(20))","srid":"\#(random.hex(32))"}"#
  }
}
