package import Domain

extension References {
  /// The product that an alias means: the marketplace's sku, or the name itself.
  package func product(_ connection: String, _ name: String) -> String {
    prepare()
    ask(.card(cabinet: connection, name: name))
    if catalogue.cards[.init(connection, name)] != nil {
      witness?.note(.card(cabinet: connection, name: name), [name])
      return name
    }
    let product = catalogue.aliases[.init(connection, name)]
    witness?.note(.card(cabinet: connection, name: name), product.map { [$0] } ?? [])
    return product ?? name
  }

  /// The card of a product.
  package func card(_ connection: String, _ product: String) -> CardFact? {
    prepare()
    ask(.card(cabinet: connection, name: product))
    let card = catalogue.cards[.init(connection, product)]
    witness?.note(.card(cabinet: connection, name: product), card.map { [$0.product] } ?? [])
    return card
  }

  /// The product that a name in a document means, as a text of the group at hand.
  package func product(_ connection: String, _ name: Bytes) -> Bytes {
    guard witness == nil else { return kept(product(connection, name.string), name) }
    return known(connection, name).product.map(texts.copy) ?? name
  }

  /// The article that the card of the product so named has.
  package func article(_ connection: String, ofProductNamed name: Bytes) -> Bytes? {
    if witness == nil { return known(connection, name).article.map(texts.copy) }
    return card(connection, product(connection, name.string))?.article.map(texts.copy)
  }

  /// The name of an offer, as its card has it.
  package func title(_ connection: String, ofProductNamed name: Bytes) -> Bytes? {
    if witness == nil { return known(connection, name).title.map(texts.copy) }
    return card(connection, product(connection, name.string))?.title.map(texts.copy)
  }

  private func known(_ connection: String, _ name: Bytes) -> ToldAnswers.KnownName {
    prepare()
    return told.names.answer(connection, LookupQuestion(name), spare: texts, recorder) { _, _ in
      let text = name.string
      let product = self.product(connection, text)
      let card = self.card(connection, product)
      return ToldAnswers.KnownName(
        product: product.utf8.elementsEqual(text.utf8) ? nil : product, article: card?.article,
        title: card?.title)
    }
  }

  private func kept(_ product: String, _ name: Bytes) -> Bytes {
    product.borrowed { $0 == name } ? name : texts.copy(product)
  }
}
