/// Somebody decided that a marketplace's product is an item of 1C (`read-tables` §0.1, rule 1).
package struct ProductMatched: EventType {
  package static let kind = StreamKind("match.products")
  package static let noun = "matched"

  package let product = Field<Text>(1, "The marketplace's sku")
  package let nomenclature_ref = Field<Text>(2, "Ref_Key of the item in 1C")
  package let reason = Field<Text>(3, "Why")
  package let author = Field<Text>(4, "Who decided")
  package init() {}
}

/// A decision about a product was taken back: the automatic rules apply again.
package struct ProductUnmatched: EventType {
  package static let kind = StreamKind("match.products")
  package static let noun = "unmatched"

  package let product = Field<Text>(1, "The marketplace's sku")
  package let reason = Field<Text>(2, "Why")
  package let author = Field<Text>(3, "Who decided")
  package init() {}
}
