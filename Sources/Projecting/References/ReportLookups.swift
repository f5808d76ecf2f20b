package import Domain

extension References {
  /// The complete weekly settlement report whose days hold `day`, the smallest number of several
  /// (`read-tables` §4, `superseded_by`).
  ///
  /// Types are compared where both reports have one.
  package func weeklyReport(_ connection: String, type: Int64?, on day: Day) -> Int64? {
    prepare()
    recorder?.note(.weeklyReports(connection: connection, day: day))
    recorder?.note(day)
    if witness == nil, let last = told.week, last.connection == connection, last.day == day,
      last.type == type
    {
      return last.report
    }
    let found = weeklyReports(connection).filter { report in
      report.holds(day) && (type == nil || report.type == nil || report.type == type)
    }.map(\.report).sorted()
    witness?.note(.weeklyReports(connection: connection, day: day), found.map(String.init))
    told.week = ToldAnswers.Week(connection, type: type, day, report: found.first)
    return found.first
  }

  /// Kept for the connection that asked last.
  private func weeklyReports(_ connection: String) -> [WBReportScope] {
    if let last = told.reports, last.connection == connection { return last.weekly }
    load(.completeness(connection: connection, kind: WBFinanceRow.kind, scope: nil))
    var standing: [WBReportScope: WBReportScope] = [:]
    for claim in claimed(connection, WBFinanceRow.kind) {
      if let scope = WBReportScope(claim.scope) { standing[scope.subject] = scope }
    }
    let weekly = standing.values.filter { $0.period == .weekly }
    told.reports = ToldAnswers.Reports(connection, weekly: weekly)
    return weekly
  }
}
