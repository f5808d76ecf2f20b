package import Domain

extension References {
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

  /// Whether a price of the nomenclature itself, not its base's, holds on a day.
  func hasOwnPrice(_ onec: String, _ nomenclature: String, on day: Day) -> Bool {
    ownPrice(onec, nomenclature, on: day) != nil
  }
}
