import Domain
import Projecting

private let fields = WBPrice()

/// The events that brought a size other prices or discounts than it had.
///
/// A withdrawal changes no price: a size that comes back as it was has not changed. Of two lists of
/// one moment the later imported counts.
struct PriceChanges {
  /// In order of clock.
  private(set) var events: [Event] = []

  init(_ document: Document) throws {
    let stated = document.versions.filter { !$0.isWithdrawal }
    var known: [Decimal4?]?
    for (index, event) in stated.enumerated() {
      if index + 1 < stated.count, stated[index + 1].clock == event.clock { continue }
      let prices = try Self.prices(event)
      if prices == known { continue }
      known = prices
      events.append(event)
    }
  }

  private static func prices(_ event: Event) throws -> [Decimal4?] {
    let record = try event.record()
    return [
      fields.price, fields.discountedPrice, fields.clubDiscountedPrice, fields.discount,
      fields.clubDiscount,
    ].map { record[$0] }
  }
}
