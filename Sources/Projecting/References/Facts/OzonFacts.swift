import Domain

private let fields = OzonProduct()
private let source = OzonProduct.Source()

/// Ozon's product cards: what `info/list` says of a product; listings and prices change no card.
enum OzonFacts {
  /// The card under Ozon's canonical sku: the product's own, else the first of its sources.
  ///
  /// `read-tables` §0.1; a product that was never on sale has no sku and is no card.
  static func readCard(_ event: Event, _ record: RecordView) throws -> (any Fact)? {
    guard event.is(OzonProduct.self) else { return nil }
    var skus: [String] = record[fields.sku].map { [String($0)] } ?? []
    try record.forEach(fields.sources) { entry in
      if let sku = entry[source.sku] { skus.append(String(sku)) }
    }
    guard let canonical = skus.first else { return nil }
    var barcodes: [String] = []
    try record.forEach(fields.barcodes) { entry in
      if let code = entry[OzonProduct.Barcode().barcode]?.string { barcodes.append(code) }
    }
    let article = record[fields.offer_id]?.string
    let others = [record[fields.product_id].map(String.init), article].compactMap(\.self)
    return CardFact(
      product: canonical, article: article, title: record[fields.name]?.string,
      barcodes: barcodes, aliases: skus + others)
  }
}
