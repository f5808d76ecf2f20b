/// The seller's range: products with articles, barcodes, names, and the items of 1C behind them.
struct Products {
  let count: Int

  private static let subjects = [
    "Чайники электрические", "Мини-печи", "Платья", "Кроссовки", "Смесители", "Ковры",
    "Настольные лампы", "Рюкзаки", "Пледы", "Наушники", "Термосы", "Садовые фигуры",
  ]
  private static let brands = ["Ромашка", "Северный дом", "ТеплоЛайн", "Вереск", "Ладья", "Озеро"]

  init(_ count: Int) { self.count = count }

  func subject(_ index: Int) -> String { Self.subjects[index % Self.subjects.count] }
  func brand(_ index: Int) -> String { Self.brands[index / 7 % Self.brands.count] }
  func article(_ index: Int) -> String { "РМ-\(100_000 + index * 7)/\(index % 4)" }
  func nmID(_ index: Int) -> Int { 150_000_000 + index * 131 }
  func barcode(_ index: Int) -> String { "20\(40_000_000_000 + index * 97)" }

  func ref(_ index: Int) -> String {
    let digits = String(index, radix: 16)
    let tail = String(repeating: "0", count: 12 - digits.count) + digits
    return "5b0c7a1e-93d4-4f6a-8e21-\(tail)"
  }

  /// `Catalog_Номенклатура`, as OData JSON.
  func catalogue() -> [UInt8] {
    var page = Page(#"{"odata.metadata":"$metadata#Catalog_Номенклатура","value":["#, "]}")
    for index in 0..<count {
      page.add(
        #"{"Ref_Key":"\#(ref(index))","DataVersion":"AAAAAAAAAAE=","DeletionMark":false,"Parent_Key":"00000000-0000-0000-0000-000000000000","IsFolder":false,"Code":"НФ-\#(10_000_000 + index)","Description":"\#(subject(index)) \#(brand(index)) \#(index)","Артикул":"\#(article(index))"}"#
      )
    }
    return page.finish()
  }

  /// `prices_dealer`: two prices an item.
  func prices(_ random: inout SeededRandom) -> [UInt8] {
    var page = Page(#"{"count":\#(count * 2),"initial":[],"history":["#, "]}")
    for index in 0..<count {
      for day in ["01.01.2026", "01.04.2026"] {
        let price = random.money(100, 4000).replacing(".", with: ",")
        page.add(#"{"period":"\#(day)","price":"\#(price)","nomenklature_ref":"\#(ref(index))"}"#)
      }
    }
    return page.finish()
  }
}

/// A payload being put together.
struct Page {
  private var bytes: [UInt8]
  private let end: String
  private var isFirst = true

  init(_ start: String, _ end: String) {
    bytes = Array(start.utf8)
    self.end = end
  }

  mutating func add(_ row: String) {
    if !isFirst { bytes += [0x2C, 0x0A] }
    isFirst = false
    bytes += Array(row.utf8)
  }

  func finish() -> [UInt8] { bytes + Array(end.utf8) }
}
