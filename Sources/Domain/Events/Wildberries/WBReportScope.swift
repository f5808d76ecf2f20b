/// Which settlement report an answer holds all of, as a claim names it (`ScopeCompleted`):
/// `weekly/2026-02-02/2026-02-08/1/900001`.
///
/// It stands beside the claim for the report's rows, `900001/`: whoever looks for the weekly report of
/// a day finds it among a few hundred claims, and no row has to be read.
package struct WBReportScope: Hashable, Sendable {
  package enum Period: String, Sendable { case daily, weekly }

  package let period: Period
  package let first: Day
  package let last: Day

  /// `report_type`; absent where the rows do not say it.
  package let type: Int64?
  package let report: Int64

  /// No report is of more days: dates further apart are a mistake, which would answer for years.
  private static let daysMax = 62

  package init?(_ period: Period, from first: Day, to last: Day, type: Int64?, report: Int64) {
    guard first <= last, last.rawValue - first.rawValue < Self.daysMax else { return nil }
    self.period = period
    self.first = first
    self.last = last
    self.type = type
    self.report = report
  }

  /// Reads `text`; `nil` for the scopes of rows.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, let period = Period(rawValue: parts[0]),
      let first = Array(parts[1].utf8).borrowed({ Day(iso: $0) }),
      let last = Array(parts[2].utf8).borrowed({ Day(iso: $0) }), let report = Int64(parts[4])
    else { return nil }
    self.init(period, from: first, to: last, type: Int64(parts[3]), report: report)
  }

  package var text: String {
    "\(period.rawValue)/\(first)/\(last)/\(type.map { "\($0)" } ?? "")/\(report)"
  }

  /// What it is said of: claims of one report and its days decide together, the latest of them.
  package var subject: WBReportScope { WBReportScope(of: self) }

  private init(of scope: WBReportScope) {
    period = .daily
    first = scope.first
    last = scope.last
    type = nil
    report = scope.report
  }

  package var days: [Day] { (first.rawValue...last.rawValue).map(Day.init(rawValue:)) }

  package func holds(_ day: Day) -> Bool { first <= day && day <= last }
}
