package import Domain

/// What the command says about a payload that the payload itself does not.
package struct ImportContext: Sendable {
  package let connection: String

  /// `WB`, `OZON`, `YM`, `LEMANA` or `1C`.
  package let marketplace: String

  /// The zone of times that are sent without an offset.
  package let zone: Zone

  /// When the payload was fetched: the clock of sources that have none.
  package let fetchedAt: Instant

  /// `daily` or `weekly`, for settlement reports.
  package var reportPeriod: String?

  /// The name of the price type, for `1c.prices`.
  package var priceType: String?

  /// `YYYY-MM` or `YYYY-MM-DD`, for reports without a header.
  package var reportDate: String?

  package init(connection: String, marketplace: String, zone: Zone, fetchedAt: Instant) {
    self.connection = connection
    self.marketplace = marketplace
    self.zone = zone
    self.fetchedAt = fetchedAt
  }
}
