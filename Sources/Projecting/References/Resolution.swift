package import Domain

/// A product's nomenclature, if there is one.
///
/// Its text is borrowed: it lasts as long as the group at hand, or as the look-ups.
package struct Resolution {
  package let nomenclature: Bytes?
  package let basis: NomenclatureBasis?

  /// Where those who asked in the same words find what it costs; `nil` when nobody remembers.
  let number: Int?
}
