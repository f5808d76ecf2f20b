package import Domain

/// A product's nomenclature, if there is one: all rows that ask in the same words share it.
package final class Resolution {
  package let nomenclature: String?
  package let basis: NomenclatureBasis?

  /// What the nomenclature costs, since somebody asked.
  var prices: ItemPrices?

  init(nomenclature: String? = nil, basis: NomenclatureBasis? = nil) {
    self.nomenclature = nomenclature
    self.basis = basis
  }
}

/// Which rule of `read-tables` §0.1 found a product's nomenclature.
package enum NomenclatureBasis: Sendable {
  case decision, article, barcode

  package var name: Bytes {
    switch self {
    case .decision: Bytes("decision")
    case .article: Bytes("article")
    case .barcode: Bytes("barcode")
    }
  }
}
