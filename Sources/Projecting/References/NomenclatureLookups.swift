package import Domain

extension References {
  /// The nomenclature of a product (`read-tables` §0.1): decision, article, barcode, in this order.
  ///
  /// `article` is what the row calls the article; the card's is taken if there is a card. `barcode` is
  /// the row's; the card's count too.
  package func nomenclature(
    _ connection: String, product: Bytes?, article: Bytes?, barcode: Bytes?
  ) -> Resolution {
    prepare()
    func find(_ texts: KeptTexts, _ number: Int?) -> Resolution {
      let found = self.find(
        connection, product: product?.string, article: article?.string, barcode: barcode?.string)
      return Resolution(
        nomenclature: found.map { texts.copy($0.nomenclature) }, basis: found?.basis,
        number: number)
    }
    // A witness has to see every look-up.
    if witness != nil { return find(texts, nil) }
    return told.resolutions.answer(
      connection, .init(product: product, article: article, barcode: barcode), spare: texts,
      recorder, else: find)
  }

  /// The same for a row whose values are text already.
  package func nomenclature(
    _ connection: String, product: String?, article: String?, barcode: String?
  ) -> Resolution {
    Self.borrowing(product) { product in
      Self.borrowing(article) { article in
        Self.borrowing(barcode) { barcode in
          nomenclature(connection, product: product, article: article, barcode: barcode)
        }
      }
    }
  }

  private static func borrowing<Result>(_ text: String?, _ body: (Bytes?) -> Result) -> Result {
    text.map { $0.borrowed { body($0) } } ?? body(nil)
  }

  private func find(
    _ connection: String, product: String?, article: String?, barcode: String?
  ) -> (nomenclature: String, basis: NomenclatureBasis)? {
    if let product {
      ask(.decision(cabinet: connection, product: product))
      let decided = catalogue.matches[.init(connection, product)]
      witness?.note(
        .decision(cabinet: connection, product: product), decided.map { [$0] } ?? [])
      if let decided { return (decided, .decision) }
    }
    guard let onec = onec(of: connection) else { return nil }
    let card = product.flatMap { self.card(connection, $0) }
    let cardBarcodes = card.map { $0.isWithdrawn ? [] : $0.barcodes } ?? []
    let barcodes = cardBarcodes + (barcode.map { [$0] } ?? [])
    // An item marked for deletion keeps what was its own, until a live one takes it over.
    for marked in [false, true] {
      let fitting = fitting(card.map(\.article) ?? article, barcodes, in: onec, marked: marked)
      if fitting.isAny { return fitting.item }
    }
    return nil
  }

  /// The item that fits an article, else the only owner of the barcodes, and whether any item fits at
  /// all: several decide nothing.
  private func fitting(
    _ article: String?, _ barcodes: [String], in onec: String, marked: Bool
  ) -> (isAny: Bool, item: (nomenclature: String, basis: NomenclatureBasis)?) {
    let refs = article.map { items(withArticle: $0, in: onec, marked: marked) } ?? []
    if refs.count == 1 { return (true, (refs[0], .article)) }
    var owners: Set<String> = []
    for code in barcodes {
      owners.formUnion(self.owners(of: Self.trimmed(code), in: onec, marked: marked))
    }
    guard owners.count == 1, let owner = owners.first else {
      return (!refs.isEmpty || !owners.isEmpty, nil)
    }
    return (true, (owner, .barcode))
  }
}
