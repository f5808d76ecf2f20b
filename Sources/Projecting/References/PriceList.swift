package import Domain

/// The dealer price of a nomenclature on a day, and where it comes from.
package struct EffectivePrice: Sendable {
  /// The 1C connection.
  package let connection: String
  package let nomenclature: String
  package let article: String?
  package let description: String?
  package let price: Decimal4

  /// Whether it is the base item's, since the item itself has none.
  package let isFromBase: Bool
}

extension References {
  /// Every item that has a price on a day (`read-tables` §0.2), by connection and Ref_Key.
  package func priceList(on day: Day) -> [EffectivePrice] {
    prepare()
    var places = Set(catalogue.prices.keys)
    for (place, item) in catalogue.items where item.base != nil { places.insert(place) }
    return places.sorted { ($0.connection, $0.name) < ($1.connection, $1.name) }.compactMap {
      place in
      guard let price = dealerPrice(place.connection, place.name, on: day) else { return nil }
      let item = catalogue.items[place]
      return EffectivePrice(
        connection: place.connection, nomenclature: place.name, article: item?.article,
        description: item?.description, price: price,
        isFromBase: !hasOwnPrice(place.connection, place.name, on: day))
    }
  }
}

/// An article of a price table that names no item, or several.
package struct UnresolvedArticle: Sendable, Equatable {
  /// Folded, as articles are compared.
  package let article: String

  /// How many items have it: 0, or more than one.
  package let items: Int
}

extension References {
  /// Articles of the price tables of a 1C connection that decide nothing, each once.
  package func unresolvedArticles(_ onec: String) -> [UnresolvedArticle] {
    prepare()
    let names = Set(catalogue.tablePrices.map(\.article).filter { $0.connection == onec })
    return names.sorted { $0.name < $1.name }.compactMap { place in
      let items = catalogue.refs(withArticle: place).count
      return items == 1 ? nil : UnresolvedArticle(article: place.name, items: items)
    }
  }
}
