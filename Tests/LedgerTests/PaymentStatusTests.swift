import Domain
import Ledger
import Projecting
import TestKit
import Testing

@Suite("What a payment status means for money")
struct PaymentStatusTests {
  /// A movement of one order, which a payment order settles where `bank` says so.
  private static func movement(
    _ key: String, _ sum: String, _ status: String?, _ events: GivenEvents = GivenEvents(),
    bank: String? = nil
  ) -> GivenEvents {
    events.event(key, in: "ym", at: "2026-03-0\(key)T00:00:00Z", YMNettingMovement()) {
      record, fields in
      record[fields.order_id] = "700001"
      record[fields.transaction_type] = "Начисление"
      record[fields.transaction_sum] = Decimal4(sum)
      record[fields.payment_status] = status
      record[fields.bank_order_id] = bank
      record[fields.bank_sum] = bank.map { _ in Decimal4("800") ?? .zero }
    }
  }

  @Test func `money that will never move stays, is not final and settles nothing`() throws {
    let events = Self.movement(
      "1", "500", "Не будет переведён из-за отмены заказа",
      Self.movement("2", "800", "Переведён по графику выплат", bank: "9"), bank: "9")
    try events.whenProjected(by: "p907")
      .thenRows([["record_key": "1", "is_final": 0], ["record_key": "2", "is_final": 1]])
    try events.whenProjected(by: "p907_settlements")
      .thenRows([["transaction_sum": 800, "bank_sum": 800, "difference": 0]])
  }

  @Test(
    arguments: [
      "Будет переведён по графику выплат", "Справочно: не будет пополнен баланс",
      "Удержан из платежей покупателей", "Платёж покупателя", "Новое слово", nil,
    ])
  func `every other status is final`(_ status: String?) throws {
    try Self.movement("1", "500", status).whenProjected(by: "p907").thenRows([["is_final": 1]])
  }

  @Test func `what was announced and will not come takes the announcement's place`() throws {
    try Self.movement(
      "2", "500", "Не будет переведён", Self.movement("1", "500", "Будет переведён")
    ).whenProjected(by: "p907").thenRows([["record_key": "2", "is_final": 0]])
  }

  private static let names = [
    "ORDER_ID", "TRANSACTION_DATE", "TRANSACTION_SUM", "TRANSACTION_TYPE", "TRANSACTION_SOURCE",
    "PAYMENT_STATUS", "SHOP_SKU",
  ]

  @Test func `the import and its sums leave it out, and say so`() throws {
    let book = try TemporaryBook()
    try book.connect("ym", "YM")
    let rows = [("1", "1000", "Переведён"), ("2", "500", "Не будет переведён")].map {
      "\($0.0);05.02.2026 10:00;\($0.1);Начисление;Платёж покупателя;\($0.2);lamp-1"
    }
    let text = ([Self.names.joined(separator: ";")] + rows).joined(separator: "\n") + "\n"
    let report = try book.ledger.take(
      ImportRequest(paths: [try book.write(text, to: "netting.csv")], connection: "ym"))
    #expect(
      report.files[0].totals.map { "\($0.name) \($0.key) \($0.value)" } == [
        "transaction_sum Начисление 1000"
      ])
    #expect(report.files[0].remarks.contains { $0.hasPrefix("money that will never move") })
    var query = Query()
    query.sums = ["transaction_sum"]
    func ask() throws -> Answer {
      try query.answer(book.ledger.projector("p907"), table: "p907", in: book.ledger.tables)
    }
    let all = try ask()
    #expect(all.rows == [[.number("1000"), .integer(2)]])
    #expect(
      all.notes == ["1 of the rows is money that will never move (is_final = 0): it is in no sum"])
    query.groups = ["is_final"]
    #expect(
      try ask().rows == [
        [.integer(0), .number("500"), .integer(1)], [.integer(1), .number("1000"), .integer(1)],
      ])
  }
}
