import Domain
import Projecting
import SQLite

/// Yandex's bank orders against the movements that they settle (p907).
enum YMBankOrders {
  static func compare(_ ledger: Ledger, _ connection: String) throws -> [Comparison] {
    guard let table = try ledger.tables.open("p907") else { return [] }
    let select = try table.prepare(
      """
      SELECT bank_order_id, date, bank_sum_e4, transaction_sum_e4 FROM p907_settlements_rows
      WHERE connection_mp_ref = ?1 AND bank_sum_e4 IS NOT NULL ORDER BY date, bank_order_id
      """)
    select.bind(1, connection)
    var found: [Comparison] = []
    while try select.step() {
      found.append(
        try Comparison(
          subject: "bank order \(select.string(0)) of \(select.string(1))", sourceName: "bank sum",
          source: Decimal4(rawValue: select.integer(2)), table: "p907",
          lines: Decimal4(rawValue: select.integer(3))))
    }
    return found
  }
}
