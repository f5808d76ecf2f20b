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
      else: find)
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
      let decided = catalogue.matches[.init(connection, product)]
      witness?.note(
        .decision(cabinet: connection, product: product), decided.map { [$0] } ?? [])
      if let decided { return (decided, .decision) }
    }
    guard let onec = onec(of: connection) else { return nil }
    let card = product.flatMap { self.card(connection, $0) }
    if let article = card.map(\.article) ?? article {
      let refs = items(withArticle: article, in: onec)
      if refs.count == 1 { return (refs[0], .article) }
    }
    var owners: Set<String> = []
    let cardBarcodes = card.map { $0.isWithdrawn ? [] : $0.barcodes } ?? []
    for code in cardBarcodes + (barcode.map { [$0] } ?? []) {
      owners.formUnion(self.owners(of: Self.trimmed(code), in: onec))
    }
    guard owners.count == 1, let owner = owners.first else { return nil }
    return (owner, .barcode)
  }

  /// The 1C connection whose catalogue a connection uses.
  private func onec(of connection: String) -> String? {
    guard let witness else { return settled(connection).onec }
    let onec = catalogue.onec(of: connection)
    let settings = catalogue.connections[connection]
    witness.note(.connection(connection), onec.map { [$0] } ?? [])
    if settings?.marketplace != "1C", settings?.onec == nil {
      witness.note(.bases, onec.map { [$0] } ?? [])
    }
    return onec
  }

  /// Kept for the connection that asked last: rows come connection by connection.
  private func settled(_ connection: String) -> ToldAnswers.Settled {
    if let last = told.settled, last.connection == connection { return last }
    let onec = catalogue.onec(of: connection)
    let settled = ToldAnswers.Settled(
      connection, onec: onec, organization: organization(of: connection, in: onec))
    told.settled = settled
    return settled
  }

  private func organization(of connection: String, in onec: String?) -> String? {
    guard let onec, let name = catalogue.connections[connection]?.organization else { return nil }
    let refs = catalogue.organizations[.init(onec, Self.trimmed(name))] ?? []
    witness?.note(.organization(onec: onec, name: Self.trimmed(name)), refs.sorted())
    return refs.count == 1 ? refs[0] : nil
  }

  private func items(withArticle article: String, in onec: String) -> [String] {
    let folded = Article.folded(article)
    let refs = catalogue.articles[.init(onec, folded)] ?? []
    witness?.note(.article(onec: onec, article: folded), refs.sorted())
    return refs
  }

  /// Items that count and own a barcode.
  private func owners(of barcode: String, in onec: String) -> [String] {
    let all = catalogue.barcodes[.init(onec, barcode)] ?? []
    let owners = all.filter { catalogue.items[.init(onec, $0)]?.counts ?? true }
    if let witness {
      witness.note(.barcode(onec: onec, barcode: barcode), owners.sorted())
      for owner in all.sorted() { note(item: owner, in: onec, witness) }
    }
    return Array(owners)
  }

  private func note(item ref: String, in onec: String, _ witness: LookupWitness) {
    let item = catalogue.items[.init(onec, ref)]
    witness.note(.item(onec: onec, ref: ref), item.map { [$0.article ?? ""] } ?? [])
  }

  private static func trimmed(_ text: String) -> String {
    Array(text.utf8).borrowed { $0.trimmed.string }
  }

  /// The product that an alias means: the marketplace's sku, or the name itself.
  package func product(_ connection: String, _ name: String) -> String {
    prepare()
    if catalogue.cards[.init(connection, name)] != nil {
      witness?.note(.card(cabinet: connection, name: name), [name])
      return name
    }
    let product = catalogue.aliases[.init(connection, name)]
    witness?.note(.card(cabinet: connection, name: name), product.map { [$0] } ?? [])
    return product ?? name
  }

  package func card(_ connection: String, _ product: String) -> CardFact? {
    prepare()
    let card = catalogue.cards[.init(connection, product)]
    witness?.note(.card(cabinet: connection, name: product), card.map { [$0.product] } ?? [])
    return card
  }

  /// The dealer price of a nomenclature on a day (`read-tables` §0.2), its base's if it has none.
  package func dealerPrice(
    _ connection: String, _ nomenclature: String, on day: Day
  ) -> Decimal4? {
    prepare()
    guard let onec = onec(of: connection) else { return nil }
    if let witness { note(item: nomenclature, in: onec, witness) }
    if let price = ownPrice(onec, nomenclature, on: day) { return price }
    guard let base = base(of: nomenclature, in: onec) else { return nil }
    return ownPrice(onec, base, on: day)
  }

  /// The same for what was found for a product: its prices are looked up once.
  package func dealerPrice(
    _ connection: String, _ found: Resolution, on day: Day
  ) -> Decimal4? {
    guard let nomenclature = found.nomenclature else { return nil }
    guard witness == nil, let number = found.number else {
      return dealerPrice(connection, nomenclature.string, on: day)
    }
    while told.prices.count <= number { told.prices.append(nil) }
    if told.prices[number] == nil {
      told.prices[number] = prices(connection, nomenclature.string)
    }
    return told.prices[number]?.price(on: day)
  }

  private func prices(_ connection: String, _ nomenclature: String) -> ItemPrices {
    guard let onec = onec(of: connection) else { return ItemPrices(own: [], base: []) }
    let base = base(of: nomenclature, in: onec)
    return ItemPrices(
      own: catalogue.prices[.init(onec, nomenclature)] ?? [],
      base: base.flatMap { catalogue.prices[.init(onec, $0)] } ?? [])
  }

  private func base(of nomenclature: String, in onec: String) -> String? {
    let base = catalogue.items[.init(onec, nomenclature)]?.base
    return base == nomenclature ? nil : base
  }

  private func ownPrice(_ onec: String, _ nomenclature: String, on day: Day) -> Decimal4? {
    let points = catalogue.prices[.init(onec, nomenclature)] ?? []
    let point = points.last { $0.day <= day }
    if let witness {
      let found = point.map { ["\($0.price)", "\($0.day)"] } ?? []
      witness.note(.price(onec: onec, ref: nomenclature), day: day, found)
      if let article = catalogue.items[.init(onec, nomenclature)]?.article {
        witness.note(.tablePrice(onec: onec, article: Article.folded(article)), day: day, found)
        _ = items(withArticle: article, in: onec)
      }
    }
    guard let point, !point.price.isZero else { return nil }
    return point.price
  }

  func hasOwnPrice(_ onec: String, _ nomenclature: String, on day: Day) -> Bool {
    ownPrice(onec, nomenclature, on: day) != nil
  }

  /// An item of the catalogue that a connection uses.
  package func item(_ connection: String, _ nomenclature: String) -> (
    article: String?, description: String?, base: String?
  )? {
    prepare()
    guard let onec = onec(of: connection) else { return nil }
    if let witness { note(item: nomenclature, in: onec, witness) }
    guard let item = catalogue.items[.init(onec, nomenclature)] else { return nil }
    return (item.article, item.description, item.base)
  }

  /// The only item with an article in a 1C base, if one fits.
  package func item(withArticle article: String, in onec: String) -> String? {
    prepare()
    let refs = items(withArticle: article, in: onec)
    return refs.count == 1 ? refs[0] : nil
  }

  /// Ref_Key of the one organization that bears the connection's organization's name.
  package func organization(_ connection: String) -> String? {
    prepare()
    if witness == nil { return settled(connection).organization }
    return organization(of: connection, in: onec(of: connection))
  }

  /// The zone of times that a connection sends without an offset.
  package func zone(_ connection: String) -> Zone {
    prepare()
    return catalogue.connections[connection]?.zone ?? .moscow
  }
}
