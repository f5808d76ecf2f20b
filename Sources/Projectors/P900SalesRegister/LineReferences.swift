import Domain
import Projecting

/// Fills what a line looks up elsewhere: organization, nomenclature, cost.
struct LineReferences {
  private let references: References
  private let columns = P900Columns()

  init(_ references: References) { self.references = references }

  func settle(_ row: inout Record, connection: String) throws(Decimal4.Overflow) {
    row[columns.organization_ref] = references.organization(connection)
    let found = references.nomenclature(
      connection, product: row[columns.marketplace_product_ref], article: row[columns.seller_sku],
      barcode: row[columns.barcode])
    row[columns.nomenclature_ref] = found.nomenclature
    row[columns.nomenclature_basis] = found.basis?.rawValue
    guard let nomenclature = found.nomenclature, let day = row[columns.sale_date],
      let qty = row[columns.qty], row[columns.currency_code] == "RUB",
      let price = references.dealerPrice(connection, nomenclature, on: day)
    else { return }
    row[columns.cost] = try -(price * qty)
  }
}
