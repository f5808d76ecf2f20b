import Domain

private let fields = YMOffer()

/// Yandex Market's offers: the card of a product, which the seller's own article names.
enum YMFacts {
  static func readCard(_ event: Event, _ record: RecordView) throws -> (any Fact)? {
    guard event.is(YMOffer.self) else { return nil }
    let names = [record[fields.offerId], record[fields.shopSku]].compactMap { $0?.string }
    guard let product = names.first else { return nil }
    var barcodes: [String] = []
    try record.forEach(fields.barcodes) { entry in
      if let code = entry[YMOffer.Barcode().barcode]?.string { barcodes.append(code) }
    }
    return CardFact(
      product: product, article: product,
      title: (record[fields.name] ?? record[fields.marketSkuName])?.string, barcodes: barcodes,
      aliases: names)
  }
}
