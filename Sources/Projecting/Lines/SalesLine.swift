package import Domain

/// A line sold or returned, in one shape for all marketplaces (`read-tables` §1).
///
/// p900 shows it, p902 takes its day and p904 its money: each rule of a line stands once, here and
/// in `SalesLines`.
package struct SalesLine {
  /// The source document.
  package let document: Document
  package let type: SalesDocument
  package let number: String
  package let line: String

  /// The posting and the order that a return is of.
  package var posting: String?
  package var order: String?
  package var scheme: String?
  package var eventAt: Instant?
  package var saleDate: Day?

  /// Which of Ozon's times `eventAt` is.
  package var dateBasis: String?
  package var sourceUpdatedAt: Instant?
  package var statusSource: String?
  package var statusNorm: String?
  package var article: String?
  package var item: String?
  package var barcode: String?
  package var title: String?

  /// Positive to the buyer, negative back.
  package var qty = Decimal4.zero
  package var priceList: Decimal4?
  package var priceEffective: Decimal4?
  package var amount = Decimal4.zero
  package var payable: Decimal4?
  package var currency = "RUB"
  package var isPreliminary = false
  package var money = Money()

  /// The product in the marketplace.
  package var product: String?
  package private(set) var organization: String?
  package private(set) var resolution = Resolution.none
  package private(set) var cost: Decimal4?

  init(_ document: Document, _ type: SalesDocument, _ number: String, line: String) {
    self.document = document
    self.type = type
    self.number = number
    self.line = line
  }

  package var connection: String { document.connection }

  /// Whether goods come back.
  package var isReturn: Bool { statusNorm == "RETURNED" && type != .ymOrder }

  /// (price_list − price_effective) × qty, where both prices are known.
  package func discount() throws(Decimal4.Overflow) -> Decimal4? {
    guard let priceList, let priceEffective else { return nil }
    return try (priceList - priceEffective) * qty
  }

  /// Looks up whose the line is, which item it is and what that cost.
  mutating func settle(_ references: References) throws(Decimal4.Overflow) {
    organization = references.organization(connection)
    resolution = references.nomenclature(
      connection, product: product, article: article, barcode: barcode)
    cost = try references.cost(
      connection, resolution.nomenclature, on: saleDate, qty: qty, currency: currency)
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

/// The documents that lines come from, as `document_type` names them.
package enum SalesDocument: String, Sendable {
  case wbSale = "WB_Sales"
  case ozonFBS = "OZON_FBS_Posting"
  case ozonFBO = "OZON_FBO_Posting"
  case ozonReturn = "OZON_Returns"
  case ymOrder = "YM_Order"
  case ymReturn = "YM_Returns"

  package var marketplace: String {
    switch self {
    case .wbSale: "WB"
    case .ozonFBS, .ozonFBO, .ozonReturn: "OZON"
    case .ymOrder, .ymReturn: "YM"
    }
  }
}

extension References {
  /// −(dealer price on a day × qty) (`read-tables` §0.2); none without a price in roubles.
  package func cost(
    _ connection: String, _ nomenclature: String?, on day: Day?, qty: Decimal4, currency: String
  ) throws(Decimal4.Overflow) -> Decimal4? {
    guard currency == "RUB", let nomenclature, let day,
      let price = dealerPrice(connection, nomenclature, on: day)
    else { return nil }
    return try -(price * qty)
  }
}
