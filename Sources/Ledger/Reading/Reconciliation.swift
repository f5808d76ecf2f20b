package import Domain
import EventLog
import Projecting
import SQLite

/// Compares settlement reports line by line (p903) with what Wildberries says it pays for each
/// (`wb.finance-statements`): the sum of payout and loyalty against «К выплате» (`read-tables` §4).
package struct Reconciliation: Sendable {
  package let reports: [Report]

  package struct Report: Sendable, Equatable {
    package let connection: String
    package let reportID: Int64

    /// Σ payout_amount + loyalty_amount of the report's lines; `nil` when p903 has none.
    package let lines: Decimal4?

    /// «К выплате» of the latest statement.
    package let statement: Decimal4
    package let difference: Decimal4
  }

  /// Compares the reports that are `wanted`, all of them when `nil`.
  package init(_ ledger: Ledger, connection: String? = nil, reports wanted: Set<Int64>? = nil)
    throws
  {
    let log = try ledger.book.openLog()
    let statements = try Self.statements(log, connection)
    guard !statements.isEmpty, let table = try ledger.tables.open("p903") else {
      reports = []
      return
    }
    let sum = try table.prepare(
      """
      SELECT sum(payout_amount_e4 + loyalty_amount_e4) FROM p903_rows
      WHERE connection_mp_ref = ?1 AND report_id = ?2
      """)
    var found: [Report] = []
    for key in statements.keys.sorted(by: {
      ($0.connection, $0.report) < ($1.connection, $1.report)
    })
    where wanted?.contains(key.report) ?? true {
      guard let statement = statements[key]?.amount else { continue }
      sum.reset()
      sum.bind(1, key.connection)
      sum.bind(2, key.report)
      let lines =
        try sum.step() && !sum.isNull(0) ? Decimal4(rawValue: sum.integer(0)) : nil
      found.append(
        Report(
          connection: key.connection, reportID: key.report, lines: lines, statement: statement,
          difference: try statement - (lines ?? .zero)))
    }
    reports = found
  }

  private struct Key: Hashable {
    let connection: String
    let report: Int64
  }

  private static func statements(
    _ log: EventLog, _ connection: String?
  ) throws -> [Key: (clock: Instant, amount: Decimal4)] {
    let fields = WBFinanceStatement()
    var latest: [Key: (clock: Instant, amount: Decimal4)] = [:]
    try log.forEachEvent(of: [WBFinanceStatement.kind]) { event in
      guard event.schema.noun == WBFinanceStatement.noun,
        connection.map({ $0 == event.source.connection }) ?? true
      else { return }
      let record = try event.record()
      guard let report = record[fields.reportId], let amount = record[fields.bankPaymentSum] else {
        return
      }
      let key = Key(connection: event.source.connection, report: report)
      if latest[key].map({ $0.clock <= event.clock }) ?? true {
        latest[key] = (event.clock, amount)
      }
    }
    return latest
  }
}
