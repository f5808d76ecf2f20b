package import Domain

/// A dealer price that holds from a day on.
package struct DatedPrice: Sendable {
  package let day: Day

  /// Of a unit; 0 means none from this day on.
  package let price: Decimal4

  /// From a table that people keep, which wins over 1C on the same day.
  package let isManual: Bool

  /// Of one characteristic or one packaging of the item.
  package let isPartial: Bool

  /// The time of day from which it holds, where the source says one.
  let moment: Instant?
  let clock: Instant
  let position: Int64

  /// The document that says so is gone.
  package var isWithdrawn = false

  /// The prices that count, by day and one for each day.
  ///
  /// On one day a price that stands comes before a withdrawn one, a table before 1C, and of several
  /// moments the last. 1C's prices of characteristics and packagings count only for an item that has
  /// none of its own: they are prices of something else.
  package static func standing<Element>(
    _ elements: [Element], _ price: (Element) -> DatedPrice
  ) -> [Element] {
    let hasOwn = elements.map(price).contains {
      !$0.isManual && !$0.isPartial && !$0.isWithdrawn
    }
    let sorted = elements.filter { !hasOwn || !price($0).isPartial }
      .sorted { price($0).precedes(price($1)) }
    return sorted.indices.filter { index in
      index + 1 == sorted.count || price(sorted[index]).day < price(sorted[index + 1]).day
    }.map { sorted[$0] }
  }

  /// By day; of two prices for one day the one that counts comes last.
  private func precedes(_ other: DatedPrice) -> Bool {
    if day != other.day { return day < other.day }
    if isWithdrawn != other.isWithdrawn { return isWithdrawn }
    if isManual != other.isManual { return other.isManual }
    let times = (moment?.rawValue ?? .min, other.moment?.rawValue ?? .min)
    if times.0 != times.1 { return times.0 < times.1 }
    return (clock, position) < (other.clock, other.position)
  }
}
