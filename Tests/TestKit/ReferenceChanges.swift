import Domain
package import Ledger
import SQLite

/// Small changes of what tables look up, drawn among the names that a book's rows bear: items, articles,
/// barcodes, prices, cards, decisions, organizations.
package struct ReferenceChanges {
  private let book: TemporaryBook
  private var random: SeededRandom
  private let items: [String]
  private let products: [Product]
  private let articles: [String]
  private let barcodes: [String]
  private var number = 0

  private struct Product {
    let connection: String
    let product: String
  }

  /// 1C's connection of every trip.
  private static let onec = "ut"

  package init(_ book: TemporaryBook, _ random: SeededRandom) throws {
    self.book = book
    self.random = random
    func texts(_ selects: [(table: String, sql: String)]) throws -> [[String]] {
      var rows: [[String]] = []
      for (table, sql) in selects {
        guard let connection = try book.ledger.tables.open(table) else { continue }
        let select = try connection.prepare(sql)
        while try select.step() { rows.append([select.string(0), select.string(1)]) }
      }
      return rows.filter { !$0[0].isEmpty }
    }
    let sold = try texts([
      ("p900", "SELECT DISTINCT marketplace_product_ref, connection_mp_ref FROM p900_rows"),
      ("p903", "SELECT DISTINCT marketplace_product_ref, connection_mp_ref FROM p903_rows"),
      ("p907", "SELECT DISTINCT marketplace_product_ref, connection_mp_ref FROM p907_rows"),
      ("p908", "SELECT DISTINCT marketplace_product_ref, connection_mp_ref FROM p908_rows"),
    ])
    products = sold.map { Product(connection: $0[1], product: $0[0]) }
      .sorted { ($0.connection, $0.product) < ($1.connection, $1.product) }
    items = Set(
      try texts([
        ("p900", "SELECT DISTINCT nomenclature_ref, '' FROM p900_rows"),
        ("p901", "SELECT DISTINCT nomenclature_ref, '' FROM p901_rows"),
        ("p906", "SELECT DISTINCT nomenclature_ref, '' FROM p906_rows"),
      ]).map { $0[0] }
    ).sorted()
    articles = Set(
      try texts([
        ("p900", "SELECT DISTINCT seller_sku, '' FROM p900_rows"),
        ("p901", "SELECT DISTINCT article, '' FROM p901_rows"),
        ("p903", "SELECT DISTINCT sa_name, '' FROM p903_rows"),
        ("p907", "SELECT DISTINCT shop_sku, '' FROM p907_rows"),
      ]).map { $0[0] }
    ).sorted()
    barcodes = Set(
      try texts([
        ("p900", "SELECT DISTINCT barcode, '' FROM p900_rows"),
        ("p901", "SELECT DISTINCT barcode, '' FROM p901_rows"),
        ("p903", "SELECT DISTINCT barcode, '' FROM p903_rows"),
      ]).map { $0[0] }
    ).sorted()
  }

  /// Makes one change and brings the tables to it; gives what changed in which table.
  package mutating func make() throws -> (what: String, tables: [ImportReport.TableChange]) {
    number += 1
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1: return try take("item", json("Catalog_Номенклатура", item()))
    case 2:
      return try take("barcode", json("InformationRegister_ШтрихкодыНоменклатуры", barcode()))
    case 3, 4: return try take("price", price())
    case 5: return try take("table price", tablePrice())
    case 6: return try take("organization", json("Catalog_Организации", organization()))
    case 7: return try decide()
    default: return try card()
    }
  }

  private mutating func one(of list: [String], else other: String) -> String {
    list.randomElement(using: &random) ?? other
  }

  /// An item of the book, or one that nobody knows.
  private mutating func ref() -> String {
    let unknown = "0e9a5c11-4b7d-4d02-9f00-0000000000\(Int.random(in: 10..<30, using: &random))"
    return random.once(in: 4) ? unknown : one(of: items, else: unknown)
  }

  /// An article as somebody spells it.
  private mutating func article() -> String {
    let known = one(of: articles, else: "НЕТ-1")
    return random.once(in: 5) ? known.lowercased() : random.once(in: 6) ? "ИН-\(number)" : known
  }

  private mutating func item() -> String {
    let base = random.once(in: 5) ? ref() : "00000000-0000-0000-0000-000000000000"
    return
      #"{"Ref_Key":"\#(ref())","DeletionMark":\#(random.once(in: 5)),"IsFolder":\#(random.once(in: 9)),"Code":"К\#(number)","Description":"Товар \#(number)","Артикул":\#(quoted(article())),"НоменклатураДляОстатков_Key":"\#(base)"}"#
  }

  private mutating func barcode() -> String {
    #"{"Штрихкод":\#(quoted(one(of: barcodes, else: "4600000000017"))),"Номенклатура_Key":"\#(ref())","Характеристика_Key":"00000000-0000-0000-0000-000000000000","Упаковка_Key":"00000000-0000-0000-0000-000000000000"}"#
  }

  private mutating func organization() -> String {
    #"{"Ref_Key":"\#(ref())","DeletionMark":\#(random.once(in: 4)),"Description":"Ромашка","ИНН":"7701234567"}"#
  }

  private mutating func day() -> String {
    let (month, day) = (
      Int.random(in: 1...7, using: &random), Int.random(in: 1...28, using: &random)
    )
    return "\(day < 10 ? "0" : "")\(day).0\(month).2026"
  }

  private mutating func price() -> String {
    let price = random.once(in: 8) ? "0" : "\(Int.random(in: 10...900, using: &random)),5"
    return
      #"{"count":1,"initial":[{"period":"\#(day())","price":"\#(price)","nomenklature_ref":"\#(ref())"}],"history":[]}"#
  }

  private mutating func tablePrice() -> String {
    "Дата;Артикул;Цена\n\(day());\"\(article().replacing("\"", with: "\"\""))\";\(Int.random(in: 10...900, using: &random)),25\n"
  }

  private func json(_ set: String, _ object: String) -> String {
    #"{"odata.metadata":"http://srv/ut/odata/standard.odata/$metadata#\#(set)","value":[\#(object)]}"#
  }

  private func quoted(_ text: String) -> String { JSONText.quoted(text) }

  private mutating func decide() throws -> (String, [ImportReport.TableChange]) {
    guard let product = products.randomElement(using: &random) else { return ("nothing", []) }
    _ = try Matching(book.ledger).decide([
      Matching.Decision(
        connection: product.connection, product: product.product,
        nomenclature: random.once(in: 3) ? nil : ref(), reason: "a trial", author: "test")
    ])
    return ("decision", try book.ledger.update(Projectors.all))
  }

  /// A card or an offer of a product that is sold.
  private mutating func card() throws -> (String, [ImportReport.TableChange]) {
    guard let product = products.randomElement(using: &random) else { return ("nothing", []) }
    let marketplace = try book.ledger.connections()[product.connection]?.marketplace
    let article = article()
    let code = one(of: barcodes, else: "4600000000017")
    let text: String
    switch marketplace {
    case "WB":
      text =
        #"{"cards":[{"nmID":\#(product.product),"vendorCode":\#(quoted(article)),"title":"Карточка \#(number)","sizes":[{"chrtID":1,"techSize":"0","skus":[\#(quoted(code))]}]}],"cursor":{"total":1}}"#
    case "YM":
      text =
        #"{"status":"OK","result":{"paging":{},"offerMappings":[{"offer":{"offerId":\#(quoted(random.once(in: 2) ? product.product : article)),"name":"Предложение \#(number)","barcodes":[\#(quoted(code))]},"mapping":{"marketSku":\#(100 + number)}}]}}"#
    case "OZON":
      guard let sku = Int64(product.product) else { return ("nothing", []) }
      text =
        #"{"items":[{"id":\#(700 + Int.random(in: 0..<9, using: &random)),"name":"Товар \#(number)","offer_id":\#(quoted(article)),"barcodes":[\#(quoted(code))],"sku":\#(sku),"sources":[]}]}"#
    default: return ("nothing", [])
    }
    return try take("card", text, product.connection)
  }

  private func take(
    _ what: String, _ text: String, _ connection: String = onec
  ) throws -> (String, [ImportReport.TableChange]) {
    let path = try book.write(text, to: "change-\(number)")
    let report = try book.ledger.take(ImportRequest(paths: [path], connection: connection))
    guard report.setAsideCount == 0 else {
      throw LedgerError(.data, "\(what) was set aside: \(text)")
    }
    return (what, report.tables)
  }
}
