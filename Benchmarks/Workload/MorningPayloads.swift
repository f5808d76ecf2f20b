/// What a morning brings into a full book: one document of a kind, or a thousand, as the sources send it.
struct MorningPayloads {
  let products: Products
  private var sales: SalesRows
  private var operations: OzonOperations
  private var netting: NettingRows
  private var finance: FinanceRows

  /// New documents of each kind so far: the next ones are others.
  private var made = 0

  init(_ products: Products) {
    self.products = products
    sales = SalesRows(products, seed: 12)
    operations = OzonOperations(products, seed: 14)
    netting = NettingRows(products, seed: 15)
    finance = FinanceRows(products, seed: 13)
  }

  /// One small import: its name, the connection it comes from, and what it says.
  struct Payload {
    let name: String
    let connection: String
    let bytes: [UInt8]
  }

  /// Products one after another, spread over the range.
  private mutating func next(_ count: Int) -> [Int] {
    let first = made
    made += count
    return (first..<made).map { $0 * 7_919 % products.count }
  }

  /// Everything that comes as a payload, so many documents of each.
  mutating func all(_ count: Int) -> [Payload] {
    let day = 1 + made % 27
    return [
      Payload(name: "sales", connection: "wb-main", bytes: sales.page(rows: count)),
      Payload(
        name: "finance rows", connection: "wb-main",
        bytes: finance.page(9_000 + made % 900, rows: count)),
      Payload(
        name: "Ozon operations", connection: "ozon-main", bytes: operations.page(rows: count)),
      Payload(name: "Yandex movements", connection: "ym-main", bytes: netting.page(rows: count)),
      Payload(name: "1C items", connection: "ut", bytes: items(count, isNew: true)),
      Payload(name: "1C items changed", connection: "ut", bytes: items(count, isNew: false)),
      Payload(name: "1C barcodes", connection: "ut", bytes: barcodes(count)),
      Payload(name: "1C organizations", connection: "ut", bytes: organizations(count)),
      Payload(name: "dealer prices of today", connection: "ut", bytes: prices(count, "01.05.2026")),
      Payload(
        name: "dealer prices of a month ago", connection: "ut",
        bytes: prices(count, "\(day < 10 ? "0" : "")\(day).03.2026")),
      Payload(name: "WB cards", connection: "wb-main", bytes: cards(count)),
      Payload(name: "Yandex offers", connection: "ym-main", bytes: offers(count)),
    ]
  }

  /// Decisions about products that are sold: product and item.
  mutating func decisions(_ count: Int) -> [(product: String, item: String)] {
    next(count).map { (String(products.nmID($0)), products.ref(($0 + 1) % products.count)) }
  }

  private mutating func items(_ count: Int, isNew: Bool) -> [UInt8] {
    var page = Page(#"{"odata.metadata":"$metadata#Catalog_Номенклатура","value":["#, "]}")
    for index in next(count) {
      let number = isNew ? products.count + made + index * 3 : index
      let article = products.article(isNew ? number : index)
      page.add(
        #"{"Ref_Key":"\#(products.ref(number))","DataVersion":"AAAAAAAAAAI=","DeletionMark":false,"Parent_Key":"00000000-0000-0000-0000-000000000000","IsFolder":false,"Code":"НФ-\#(20_000_000 + number)","Description":"\#(products.subject(number)) новый \#(number)","Артикул":"\#(article)"}"#
      )
    }
    return page.finish()
  }

  private mutating func barcodes(_ count: Int) -> [UInt8] {
    var page = Page(
      #"{"odata.metadata":"$metadata#InformationRegister_ШтрихкодыНоменклатуры","value":["#, "]}")
    for index in next(count) {
      page.add(
        #"{"Штрихкод":"\#(products.barcode(index))","Номенклатура_Key":"\#(products.ref(index))","Характеристика_Key":"00000000-0000-0000-0000-000000000000","Упаковка_Key":"00000000-0000-0000-0000-000000000000"}"#
      )
    }
    return page.finish()
  }

  private mutating func organizations(_ count: Int) -> [UInt8] {
    var page = Page(#"{"odata.metadata":"$metadata#Catalog_Организации","value":["#, "]}")
    for index in next(count) {
      let ref = products.ref(50_000_000 + made + index)
      page.add(
        #"{"Ref_Key":"\#(ref)","DeletionMark":false,"Code":"0\#(index)","Description":"Лавка \#(made) \#(index)","ИНН":"770\#(1_000_000 + index)"}"#
      )
    }
    return page.finish()
  }

  private mutating func prices(_ count: Int, _ day: String) -> [UInt8] {
    var page = Page(#"{"count":\#(count),"initial":[],"history":["#, "]}")
    for index in next(count) {
      page.add(
        #"{"period":"\#(day)","price":"\#(700 + made % 90),50","nomenklature_ref":"\#(products.ref(index))"}"#
      )
    }
    return page.finish()
  }

  private mutating func cards(_ count: Int) -> [UInt8] {
    var page = Page(#"{"cards":["#, #"],"cursor":{"total":1}}"#)
    for index in next(count) {
      page.add(
        #"{"nmID":\#(products.nmID(index)),"imtID":\#(900_000 + index),"vendorCode":"\#(products.article(index))","subjectID":11,"subjectName":"\#(products.subject(index))","brand":"\#(products.brand(index))","title":"\#(products.subject(index)) \#(index)","sizes":[{"chrtID":\#(800_000 + index),"techSize":"0","wbSize":"","skus":["\#(products.barcode(index))"]}],"createdAt":"2026-02-01T10:00:00Z","updatedAt":"2026-04-01T10:00:00Z"}"#
      )
    }
    return page.finish()
  }

  private mutating func offers(_ count: Int) -> [UInt8] {
    var page = Page(#"{"status":"OK","result":{"paging":{},"offerMappings":["#, "]}}")
    for index in next(count) {
      let article = products.article(index)
      page.add(
        #"{"offer":{"offerId":"\#(article)","name":"\#(products.subject(index))","barcodes":["\#(products.barcode(index))"],"vendorCode":"\#(article)"},"mapping":{"marketSku":\#(1_000_000_000 + index)}}"#
      )
    }
    return page.finish()
  }
}
