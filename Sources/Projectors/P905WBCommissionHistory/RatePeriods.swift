import Domain
import Projecting

private let fields = WBCommission()

/// The days from which a subject had the same rates, until they changed or it left the list.
///
/// A day shows the rates with which it ended: of two lists of one day the later counts. A subject
/// that was missing meanwhile begins anew, be the rates the same or not.
struct RatePeriods {
  private(set) var periods: [Period] = []

  struct Period {
    /// The event that stated the rates.
    let event: Event
    let rates: [Decimal4?]
    let from: Day
    var to: Day?
  }

  init(_ document: Document) throws {
    var versions = document.versions[...]
    while let day = versions.first?.clock.moscowDay {
      let today = versions.prefix { $0.clock.moscowDay == day }
      versions = versions.dropFirst(today.count)
      if today.contains(where: \.isWithdrawal) { close(before: day) }
      guard let last = today.last, !last.isWithdrawal else { continue }
      let rates = try Self.rates(last)
      if let open = periods.last, open.to == nil, open.rates == rates { continue }
      close(before: day)
      periods.append(Period(event: last, rates: rates, from: day))
    }
  }

  /// Ends the open period the day before.
  private mutating func close(before day: Day) {
    guard let last = periods.last, last.to == nil else { return }
    periods[periods.count - 1].to = day.previous
  }

  private static func rates(_ event: Event) throws -> [Decimal4?] {
    let record = try event.record()
    return [
      fields.kgvpBooking, fields.kgvpMarketplace, fields.kgvpPickup, fields.kgvpSupplier,
      fields.kgvpSupplierExpress, fields.paidStorageKgvp,
    ].map { record[$0] }
  }
}
