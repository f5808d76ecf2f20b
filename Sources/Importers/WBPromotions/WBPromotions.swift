package import Domain
package import Importing

/// Wildberries' calendar of promotions: the list, details, and the products of one promotion.
///
/// The list and the details tell different things of a promotion and are different documents. The
/// answer about products does not say of which promotion they are: the file's name does, by the
/// number at its end (`…-2401.json`), which the log keeps with the import.
package struct WBPromotions: Importer {
  package static let kind = WBPromotion.kind
  package static let marketplaces: Set = ["WB"]
  package static let emptyScope = EmptyScope.list

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.has("data.promotions[].startDateTime")
      || outline.has("data.nomenclatures[].planPrice")
      || outline.has("data.nomenclatures[].inAction")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let promotions = PromotionReader(context)
    let products = NomenclatureReader(context, promotion: Self.number(of: payload.name))
    var rows = JSONRows(payload, at: [["data", "promotions"], ["data", "nomenclatures"]])
    try rows.readDocuments(into: intake) { (row, path) throws(RowError) in
      path == ["data", "promotions"]
        ? try promotions.read(row, intake) : try products.read(row, intake)
    }
    if let promotion = products.promotion, rows.met.contains(["data", "nomenclatures"]) {
      intake.covers("\(promotion)/")
    }
  }

  /// The number at the end of a file's name, before its extension.
  static func number(of name: String) -> Int64? {
    let stem = name.prefix { $0 != "." }
    let digits = stem.reversed().prefix { $0.isASCII && $0.isNumber }
    return Int64(String(digits.reversed()))
  }
}
