package import Domain

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
