import Domain
import SQLite

/// Lines of daily settlement reports that a complete weekly one tells again (`read-tables` §4), as an
/// import brings either of them.
enum SupersededRows {
  /// What there is to say of the reports that the files hold, a line each.
  static func told(
    _ ledger: Ledger, _ connection: String, _ files: [ImportReport.FileReport]
  ) throws -> [String] {
    let taken = files.filter { $0.kind == WBFinanceRow.kind.name && $0.alreadyImported == nil }
    let reports = Set(taken.flatMap(\.totals).compactMap { Int64($0.key) })
    guard !reports.isEmpty, let table = try ledger.tables.open("p903") else { return [] }
    return try reports.sorted().flatMap { report in
      try superseded(of: report, connection, table) + superseding(by: report, connection, table)
    }
  }

  /// Lines of a daily report.
  private static func superseded(
    of report: Int64, _ connection: String, _ table: Connection
  ) throws -> [String] {
    let select = try table.prepare(
      """
      SELECT superseded_by, count(*) FROM p903_rows
      WHERE connection_mp_ref = ?1 AND report_id = ?2 AND superseded_by IS NOT NULL GROUP BY 1
      """)
    select.bind(1, connection)
    select.bind(2, report)
    var lines: [String] = []
    while try select.step() {
      lines.append(
        "the weekly report \(select.integer(0)) tells \(rows(select.integer(1))) of the daily report "
          + "\(report) again: \(advice)")
    }
    return lines
  }

  /// Lines that a weekly report tells again: those of its days.
  private static func superseding(
    by report: Int64, _ connection: String, _ table: Connection
  ) throws -> [String] {
    let select = try table.prepare(
      """
      SELECT count(*), count(DISTINCT daily.report_id)
      FROM (
        SELECT min(date_from) AS first, max(date_to) AS last FROM p903_rows
        WHERE connection_mp_ref = ?1 AND report_id = ?2) week
      JOIN p903_rows daily ON daily.rr_dt BETWEEN week.first AND week.last
      WHERE daily.connection_mp_ref = ?1 AND daily.superseded_by = ?2
      """)
    select.bind(1, connection)
    select.bind(2, report)
    guard try select.step(), select.integer(0) > 0 else { return [] }
    let count = select.integer(1)
    return [
      "the weekly report \(report) tells \(rows(select.integer(0))) of \(count) daily "
        + "\(count == 1 ? "report" : "reports") again: \(advice)"
    ]
  }

  private static func rows(_ count: Int64) -> String { count == 1 ? "1 row" : "\(count) rows" }

  private static let advice = "sums by date take rows where superseded_by is absent"
}
