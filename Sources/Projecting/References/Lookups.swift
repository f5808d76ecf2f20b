package import Domain

/// Which rule of `read-tables` §0.1 found a product's nomenclature.
package enum NomenclatureBasis: String, Sendable {
  case decision, article, barcode
}

/// What a row says of its product.
struct ProductName: Hashable {
  let connection: String
  let product: String?
  let article: String?
  let barcode: String?
}

/// A product's nomenclature, if there is one.
package struct Resolution: Sendable, Equatable {
  package let nomenclature: String?
  package let basis: NomenclatureBasis?

  package static let none = Resolution(nomenclature: nil, basis: nil)
}

extension References {
  /// The nomenclature of a product (`read-tables` §0.1): decision, article, barcode, in this order.
  ///
  /// `article` is what the row calls the article; the card's is taken if there is a card. `barcode` is
  /// the row's; the card's count too.
  package func nomenclature(
    _ connection: String, product: String?, article: String?, barcode: String?
  ) -> Resolution {
    prepare()
    let name = ProductName(
      connection: connection, product: product, article: article, barcode: barcode)
    if let known = resolved[name] { return known }
    let found = find(connection, product: product, article: article, barcode: barcode)
    resolved[name] = found
    return found
  }

  private func find(
    _ connection: String, product: String?, article: String?, barcode: String?
  ) -> Resolution {
    if let product, let decided = catalogue.matches[.init(connection, product)] {
      return Resolution(nomenclature: decided, basis: .decision)
    }
    guard let onec = catalogue.onec(of: connection) else { return .none }
    let card = product.flatMap { catalogue.cards[.init(connection, $0)] }
    if let article = card.map(\.article) ?? article {
      let refs = catalogue.articles[.init(onec, Article.folded(article))] ?? []
      if refs.count == 1 { return Resolution(nomenclature: refs[0], basis: .article) }
    }
    var owners: Set<String> = []
    let cardBarcodes = card.map { $0.isWithdrawn ? [] : $0.barcodes } ?? []
    for code in cardBarcodes + (barcode.map { [$0] } ?? []) {
      for owner in catalogue.barcodes[.init(onec, Self.trimmed(code))] ?? []
      where catalogue.items[.init(onec, owner)]?.counts ?? true {
        owners.insert(owner)
      }
    }
    guard owners.count == 1, let owner = owners.first else { return .none }
    return Resolution(nomenclature: owner, basis: .barcode)
  }

  private static func trimmed(_ text: String) -> String {
    Array(text.utf8).borrowed { $0.trimmed.string }
  }

  /// The product that an alias means: the marketplace's sku, or the name itself.
  package func product(_ connection: String, _ name: String) -> String {
    prepare()
    if catalogue.cards[.init(connection, name)] != nil { return name }
    return catalogue.aliases[.init(connection, name)] ?? name
  }

  package func card(_ connection: String, _ product: String) -> CardFact? {
    prepare()
    return catalogue.cards[.init(connection, product)]
  }

  /// The dealer price of a nomenclature on a day (`read-tables` §0.2), its base's if it has none.
  package func dealerPrice(
    _ connection: String, _ nomenclature: String, on day: Day
  ) -> Decimal4? {
    prepare()
    guard let onec = catalogue.onec(of: connection) else { return nil }
    if let price = ownPrice(onec, nomenclature, on: day) { return price }
    guard let base = catalogue.items[.init(onec, nomenclature)]?.base, base != nomenclature else {
      return nil
    }
    return ownPrice(onec, base, on: day)
  }

  private func ownPrice(_ onec: String, _ nomenclature: String, on day: Day) -> Decimal4? {
    guard let points = catalogue.prices[.init(onec, nomenclature)],
      let point = points.last(where: { $0.day <= day }), !point.price.isZero
    else { return nil }
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
    guard let onec = catalogue.onec(of: connection),
      let item = catalogue.items[.init(onec, nomenclature)]
    else { return nil }
    return (item.article, item.description, item.base)
  }

  /// The only item with an article in a 1C base, if one fits.
  package func item(withArticle article: String, in onec: String) -> String? {
    prepare()
    let refs = catalogue.articles[.init(onec, Article.folded(article))] ?? []
    return refs.count == 1 ? refs[0] : nil
  }

  /// Ref_Key of the one organization that bears the connection's organization's name.
  package func organization(_ connection: String) -> String? {
    prepare()
    guard let name = catalogue.connections[connection]?.organization,
      let onec = catalogue.onec(of: connection)
    else { return nil }
    let refs = catalogue.organizations[.init(onec, Self.trimmed(name))] ?? []
    return refs.count == 1 ? refs[0] : nil
  }

  /// The zone of times that a connection sends without an offset.
  package func zone(_ connection: String) -> Zone {
    prepare()
    return catalogue.connections[connection]?.zone ?? .moscow
  }
}
