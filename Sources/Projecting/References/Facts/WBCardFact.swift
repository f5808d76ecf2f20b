import Domain

private let fields = WBCard()
private let size = WBCardSize()
private let sku = WBCardBarcode()

/// Wildberries' cards: nmID, and the barcodes of all sizes.
enum WBCardFact {
  static func read(_ event: Event, _ record: RecordView) throws -> CardFact? {
    guard event.is(WBCard.self) else { return nil }
    guard let nmID = record[fields.nmID] else { return nil }
    var barcodes: [String] = []
    try record.forEach(fields.sizes) { entry in
      try entry.forEach(size.skus) { code in
        if let barcode = code[sku.barcode]?.string { barcodes.append(barcode) }
      }
    }
    return CardFact(
      product: String(nmID), article: record[fields.vendorCode]?.string,
      title: record[fields.title]?.string, barcodes: barcodes, aliases: [],
      isWithdrawn: record[fields.isTrashed] ?? false)
  }
}
