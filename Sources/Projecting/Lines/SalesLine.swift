package import Domain

/// A line sold or returned, in one shape for all marketplaces (`read-tables` §1).
///
/// p900 shows it, p902 takes its day and p904 its money: each rule of a line stands once, here and
/// in `SalesLines`. Its texts lie in the events, or in `KeptTexts`: a line lasts as long as the group
/// that it is of.
package struct SalesLine {
  /// The source document.
  package let document: Document
  package let type: SalesDocument
  package let number: Bytes
  package let line: Bytes

  /// The posting and the order that a return is of.
  package var posting: Bytes?
  package var order: Bytes?
  package var scheme: Bytes?
  package var eventAt: Instant?
  package var saleDate: Day?

  /// Which of Ozon's times `eventAt` is.
  package var dateBasis: Bytes?
  package var sourceUpdatedAt: Instant?
  package var statusSource: Bytes?
  package var statusNorm: Bytes?
  package var article: Bytes?
  package var item: Bytes?
  package var barcode: Bytes?
  package var title: Bytes?

  /// Stands behind the title, where the source tells it apart.
  package var brand: Bytes?

  /// Positive to the buyer, negative back.
  package var qty = Decimal4.zero
  package var priceList: Decimal4?
  package var priceEffective: Decimal4?
  package var amount = Decimal4.zero
  package var payable: Decimal4?
  package var currency = SalesLine.roubles
  package var isPreliminary = false
  package var money = Money()

  /// The product in the marketplace.
  package var product: Bytes?
  package private(set) var organization: String?
  package private(set) var resolution: Resolution?
  package private(set) var cost: Decimal4?

  /// What money is in where nobody says it.
  package static var roubles: Bytes { Bytes("RUB") }

  init(_ document: Document, _ type: SalesDocument, _ number: Bytes, line: Bytes) {
    self.document = document
    self.type = type
    self.number = number
    self.line = line
  }

  package var connection: String { document.connection }

  /// Whether goods come back.
  package var isReturn: Bool { type != .ymOrder && (statusNorm.map { $0 == "RETURNED" } ?? false) }

  /// (price_list − price_effective) × qty, where both prices are known.
  package func discount() throws(Decimal4.Overflow) -> Decimal4? {
    guard let priceList, let priceEffective else { return nil }
    return try (priceList - priceEffective) * qty
  }

  /// Looks up whose the line is, which item it is and what that cost.
  mutating func settle(_ references: References) throws(Decimal4.Overflow) {
    let connection = connection
    organization = references.organization(connection)
    let found = references.nomenclature(
      connection, product: product, article: article, barcode: barcode)
    resolution = found
    cost = try references.cost(
      connection, found, on: saleDate, qty: qty, currency: currency)
  }

  /// How the line's money is made up (`read-tables` §5).
  package struct Money {
    /// What the buyer pays; negative when it goes back.
    package var customer = Decimal4.zero

    /// What the marketplace adds to it.
    package var coinvest = Decimal4.zero
    package var commission = Decimal4.zero

    /// Per unit, where the source gives it.
    package var priceList: Decimal4?
    package var priceReturn: Decimal4?
    package var commissionPercent: Decimal4?
    package var coinvestPercent: Decimal4?
  }
}

extension References {
  /// −(dealer price on a day × qty) (`read-tables` §0.2); none without a price in roubles.
  package func cost(
    _ connection: String, _ found: Resolution?, on day: Day?, qty: Decimal4, currency: Bytes
  ) throws(Decimal4.Overflow) -> Decimal4? {
    guard currency == "RUB", let found, let day,
      let price = dealerPrice(connection, found, on: day)
    else { return nil }
    return try -(price * qty)
  }
}
