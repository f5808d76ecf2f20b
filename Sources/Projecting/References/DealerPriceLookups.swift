package import Domain

extension References {
  /// The dealer price of a nomenclature on a day (`read-tables` §0.2), its base's if it has none.
  package func dealerPrice(
    _ connection: String, _ nomenclature: String, on day: Day
  ) -> Decimal4? {
    prepare()
    guard let onec = onec(of: connection) else { return nil }
    recorder?.note(day)
    ask(.item(onec: onec, ref: nomenclature))
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
    recorder?.note(day)
    while told.prices.count <= number { told.prices.append(nil) }
    if let known = told.prices[number] {
      if let list = known.asked { recorder?.note(list: list) }
      return known.price(on: day)
    }
    let found = remember { prices(connection, nomenclature.string) }
    told.prices[number] = found
    return found.price(on: day)
  }

  /// The answer with the list of what it asks, where that is recorded.
  private func remember(_ find: () -> ItemPrices) -> ItemPrices {
    guard let recorder else { return find() }
    var (prices, list) = recorder.list(of: find)
    recorder.note(list: list)
    prices.asked = list
    return prices
  }

  private func prices(_ connection: String, _ nomenclature: String) -> ItemPrices {
    guard let onec = onec(of: connection) else { return ItemPrices(own: [], base: []) }
    let base = base(of: nomenclature, in: onec)
    return ItemPrices(
      own: points(of: nomenclature, in: onec),
      base: base.map { points(of: $0, in: onec) } ?? [])
  }

  /// The prices of an item that count, of 1C and, if it is the only one with its article, of tables.
  private func points(of nomenclature: String, in onec: String) -> [Catalogue.Price] {
    ask(.item(onec: onec, ref: nomenclature))
    if let article = catalogue.items[.init(onec, nomenclature)]?.article.map(Article.folded) {
      ask(.article(onec: onec, article: article))
      ask(.tablePrice(onec: onec, article: article))
    }
    ask(.price(onec: onec, ref: nomenclature))
    return catalogue.prices[.init(onec, nomenclature)] ?? []
  }

  private func base(of nomenclature: String, in onec: String) -> String? {
    ask(.item(onec: onec, ref: nomenclature))
    let base = catalogue.items[.init(onec, nomenclature)]?.base
    return base == nomenclature ? nil : base
  }

  private func ownPrice(_ onec: String, _ nomenclature: String, on day: Day) -> Decimal4? {
    let points = points(of: nomenclature, in: onec)
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
