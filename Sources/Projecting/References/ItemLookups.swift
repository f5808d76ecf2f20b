extension References {
  /// An item of the catalogue that a connection uses.
  package func item(_ connection: String, _ nomenclature: String) -> (
    article: String?, description: String?, base: String?
  )? {
    prepare()
    guard let onec = onec(of: connection) else { return nil }
    ask(.item(onec: onec, ref: nomenclature))
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

  /// Ref_Keys of the items that an article, as 1C and sellers spell it, may mean in a base.
  func items(withArticle article: String, in onec: String) -> [String] {
    let folded = Article.folded(article)
    ask(.article(onec: onec, article: folded))
    let refs = catalogue.refs(withArticle: .init(onec, folded))
    witness?.note(.article(onec: onec, article: folded), refs.sorted())
    return refs
  }

  /// The same of live items alone, or of those alone that are marked for deletion.
  func items(withArticle article: String, in onec: String, marked: Bool) -> [String] {
    let place = Catalogue.Place(onec, Article.folded(article))
    ask(.article(onec: onec, article: place.name))
    let refs = (marked ? catalogue.markedArticles[place] : catalogue.articles[place]) ?? []
    witness?.note(.article(onec: onec, article: place.name), refs.sorted())
    return refs
  }

  /// Items that count and own a barcode: live ones, or those marked for deletion.
  func owners(of barcode: String, in onec: String, marked: Bool) -> [String] {
    ask(.barcode(onec: onec, barcode: barcode))
    let all = catalogue.barcodes[.init(onec, barcode)] ?? []
    for owner in all { ask(.item(onec: onec, ref: owner)) }
    let owners = all.filter { ref in
      guard let item = catalogue.items[.init(onec, ref)] else { return !marked }
      return item.counts && item.isDeleted == marked
    }
    if let witness {
      witness.note(.barcode(onec: onec, barcode: barcode), owners.sorted())
      for owner in all.sorted() { note(item: owner, in: onec, witness) }
    }
    return Array(owners)
  }

  /// Tells a witness that an item was looked at.
  func note(item ref: String, in onec: String, _ witness: LookupWitness) {
    let item = catalogue.items[.init(onec, ref)]
    witness.note(.item(onec: onec, ref: ref), item.map { [$0.article ?? ""] } ?? [])
  }
}
