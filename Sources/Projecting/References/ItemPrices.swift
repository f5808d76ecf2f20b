import Domain

/// What an item and its base item cost from day to day (`read-tables` §0.2).
struct ItemPrices {
  let own: [Catalogue.Price]
  let base: [Catalogue.Price]

  /// The list of what was asked for them (`LookupRecorder`), where that is recorded.
  var asked: Int?

  func price(on day: Day) -> Decimal4? { Self.price(in: own, day) ?? Self.price(in: base, day) }

  /// The latest one up to a day; 0 ends the one before.
  private static func price(in points: [Catalogue.Price], _ day: Day) -> Decimal4? {
    guard let point = points.last(where: { $0.day <= day }), !point.price.isZero else {
      return nil
    }
    return point.price
  }
}
