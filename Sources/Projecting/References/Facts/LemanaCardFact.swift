import Domain

private let fields = LemanaProduct()

/// LemanaPRO's products: productItem is both sku and article, and there is one barcode.
enum LemanaCardFact {
  static func read(_ event: Event, _ record: RecordView) throws -> CardFact? {
    guard event.is(LemanaProduct.self) else { return nil }
    guard let item = record[fields.productItem]?.string else { return nil }
    let barcode = record[fields.productBarcode]?.trimmed
    return CardFact(
      product: item, article: item, title: record[fields.productName]?.string,
      barcodes: [barcode].compactMap { $0?.string }.filter { !$0.isEmpty }, aliases: [])
  }
}
