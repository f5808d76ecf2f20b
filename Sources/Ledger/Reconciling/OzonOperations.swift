import Domain
import EventLog
import Projecting
import SQLite

/// Ozon's operations against their lines in p904: Σ amount and Σ total are the same to the kopeck
/// (`read-tables` §5).
enum OzonOperations {
  static func compare(_ ledger: Ledger, _ connection: String) throws -> [Comparison] {
    guard let table = try ledger.tables.open("p904") else { return [] }
    let amounts = try amounts(ledger.book.openLog(), connection)
    let select = try table.prepare(
      """
      SELECT registrator_no, sum(total_e4) FROM p904_rows
      WHERE connection_mp_ref = ?1 AND registrator_type = 'OZON_Transactions'
      GROUP BY registrator_no
      """)
    select.bind(1, connection)
    var amount = Decimal4.zero
    var total: Decimal4?
    // Operations of a day that accruals replaced have no lines: they are not compared.
    while try select.step() {
      guard let operation = amounts[select.string(0)]?.amount else { continue }
      amount = try amount + operation
      total = try (total ?? .zero) + Decimal4(rawValue: select.integer(1))
    }
    guard total != nil else { return [] }
    return [
      try Comparison(
        subject: "operations of \(connection)", sourceName: "Σ amount", source: amount,
        table: "p904", lines: total)
    ]
  }

  private static func amounts(
    _ log: EventLog, _ connection: String
  ) throws -> [String: (clock: Instant, amount: Decimal4)] {
    let fields = OzonOperation()
    var latest: [String: (clock: Instant, amount: Decimal4)] = [:]
    try log.forEachEvent(of: [OzonOperation.kind]) { event in
      guard event.schema.noun == OzonOperation.noun, event.source.connection == connection else {
        return
      }
      let id = event.naturalID.string
      if latest[id].map({ $0.clock <= event.clock }) ?? true {
        latest[id] = (event.clock, try event.record()[fields.amount] ?? .zero)
      }
    }
    return latest
  }
}
