import Domain
import EventLog
import Projecting
import SQLite

/// Settlement reports line by line (p903) against what Wildberries says it pays for each: the sum of
/// payout and loyalty against «К выплате» of `wb.finance-statements` (`read-tables` §4).
enum WBStatements {
  /// The comparisons of the `wanted` reports, all of them when `nil`.
  static func compare(
    _ ledger: Ledger, _ connection: String, reports wanted: Set<Int64>?
  ) throws -> [Comparison] {
    let statements = try statements(ledger.book.openLog(), connection)
    guard !statements.isEmpty, let table = try ledger.tables.open("p903") else { return [] }
    let sum = try table.prepare(
      """
      SELECT sum(payout_amount_e4 + loyalty_amount_e4) FROM p903_rows
      WHERE connection_mp_ref = ?1 AND report_id = ?2
        AND (currency_name IS NULL OR currency_name = coalesce(?3, currency_name))
      """)
    var found: [Comparison] = []
    for report in statements.keys.sorted() where wanted?.contains(report) ?? true {
      guard let latest = statements[report] else { continue }
      sum.reset()
      sum.bind(1, connection)
      sum.bind(2, report)
      sum.bind(3, latest.currency)
      let lines =
        try sum.step() && !sum.isNull(0) ? Decimal4(rawValue: sum.integer(0)) : nil
      var comparison = try Comparison(
        subject: "report \(report)", sourceName: "statement", source: latest.amount,
        table: "p903", lines: lines)
      if let currency = latest.currency, currency != "RUB" { comparison.currency = currency }
      found.append(comparison)
    }
    return found
  }

  /// What a statement last said.
  private struct Latest {
    let clock: Instant
    let amount: Decimal4
    let currency: String?
  }

  private static func statements(
    _ log: EventLog, _ connection: String
  ) throws -> [Int64: Latest] {
    let fields = WBFinanceStatement()
    var latest: [Int64: Latest] = [:]
    try log.forEachEvent(of: [WBFinanceStatement.kind]) { event in
      guard event.schema.noun == WBFinanceStatement.noun, event.source.connection == connection
      else { return }
      let record = try event.record()
      guard let report = record[fields.reportId], let amount = record[fields.bankPaymentSum] else {
        return
      }
      if latest[report].map({ $0.clock <= event.clock }) ?? true {
        latest[report] = Latest(
          clock: event.clock, amount: amount, currency: record[fields.currency]?.string)
      }
    }
    return latest
  }
}
