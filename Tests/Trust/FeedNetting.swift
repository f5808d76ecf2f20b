import TestKit

/// Yandex Market's united-netting report: movements that nothing names, so that two units billed
/// alike are two identical rows.
struct FeedNetting: FeedSource {
  let kind = "ym.netting"
  let marketplace = "YM"
  let countsTwins = true
  let tables = ["p907": ["order_id", "transaction_sum", "bank_order_id"]]

  private static let columns = [
    "BUSINESS_ID", "MODEL", "PARTNER_ID", "TRANSACTION_DATE", "TRANSACTION_ID", "ORDER_ID",
    "SHOP_SKU", "OFFER_OR_SERVICE_NAME", "COUNT", "TRANSACTION_SUM", "TRANSACTION_TYPE",
    "TRANSACTION_SOURCE", "PAYMENT_STATUS", "BANK_ORDER_ID",
  ]

  func page(_ rows: [FeedRow], isOld: Bool) -> String {
    ([Self.columns.joined(separator: ";")] + rows.map(text)).joined(separator: "\n") + "\n"
  }

  private func text(_ row: FeedRow) -> String {
    let sum = FeedRow.money(sum(row)).replacing(".", with: ",")
    return [
      "1190022", "FBS", "38120044", "\(FeedHour.two(row.document.scope + 1)).03.2026 10:00", "",
      order(row), "lamp-1", "Лампа", "1", sum,
      row.document.isReturn ? "Возврат" : "Начисление", "Платёж покупателя",
      "Переведён по платёжному поручению", bankOrder(row),
    ].joined(separator: ";")
  }

  private func order(_ row: FeedRow) -> String { "\(520_000_000 + row.document.twin / 3)" }
  private func bankOrder(_ row: FeedRow) -> String { "\(7_000 + row.state.remark)" }

  /// A movement of another sum would be another movement: only the first one is said.
  private func sum(_ row: FeedRow) -> Int64 {
    let kopecks = row.document.states[0].kopecks
    return row.document.isReturn ? -kopecks : kopecks
  }

  func cells(of row: FeedRow, in table: String) -> [ExactJSON] {
    [.text(order(row)), .digits(FeedRow.money(sum(row))), .text(bankOrder(row))]
  }
}
