/// An item that a product may be.
package struct Candidate: Sendable, Equatable {
  package let nomenclature: String
  package let article: String?
  package let description: String?

  /// Why it is offered.
  package let reason: String
}

extension References {
  /// Items that a product may be though no rule decides: by an article that several items have, or
  /// that is the same without signs and spaces, or that the product's begins with.
  package func candidates(
    _ connection: String, product: String, article: String?
  ) -> [Candidate] {
    prepare()
    guard let onec = catalogue.onec(of: connection) else { return [] }
    guard let article = catalogue.cards[.init(connection, product)]?.article ?? article else {
      return []
    }
    let folded = Article.folded(article)
    let bare = Self.bare(folded)
    var found: [(rank: Int, candidate: Candidate)] = []
    for (place, item) in catalogue.items
    where place.connection == onec && item.counts && !item.isDeleted {
      guard let other = item.article.map(Article.folded) else { continue }
      let reason: (Int, String)? =
        if other == folded {
          (0, "the article, which several items have")
        } else if Self.bare(other) == bare {
          (1, "the article but for signs and spaces")
        } else if bare.count >= 4,
          Self.bare(other).hasPrefix(bare) || bare.hasPrefix(Self.bare(other)),
          Self.bare(other).count >= 4
        {
          (2, "an article that begins alike")
        } else {
          nil
        }
      guard let reason else { continue }
      found.append(
        (
          reason.0,
          Candidate(
            nomenclature: place.name, article: item.article, description: item.description,
            reason: reason.1)
        ))
    }
    return found.sorted {
      ($0.rank, $0.candidate.nomenclature) < ($1.rank, $1.candidate.nomenclature)
    }
    .map(\.candidate)
  }

  /// Letters and digits alone.
  private static func bare(_ article: String) -> String {
    String(article.filter { $0.isLetter || $0.isNumber })
  }
}
