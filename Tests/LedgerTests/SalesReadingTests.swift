import TestKit
import Testing

@Suite("Wildberries' sales are read")
struct SalesReadingTests {
  private static let sale = SalesAnswer.row(
    "S1", day: "2026-03-01", forPay: "800.5", changed: "2026-03-01T11:00:00")

  @Test func `with Moscow's time and exact money`() throws {
    let read = try GivenBytes(SalesAnswer.page([Self.sale])).whenRead(by: "wb.sales")
    read.thenDrafts([
      [
        "id": "S1", "type": "wb.sales.row@1", "occurred_at": "2026-03-01T08:00:00Z",
        "forPay": .digits("800.5"), "totalPrice": 1_000, "discountPercent": 10, "spp": 0,
        "nmId": 11_001, "isRealization": true, "warehouseType": nil,
      ]
    ])
    #expect(read.totals["forPay sale"] == "800.5")
  }

  @Test func `a bad row is set aside and the others go on`() throws {
    let bad = Self.sale.replacing("\"forPay\":800.5", with: "\"forPay\":\"much\"")
    try GivenBytes(SalesAnswer.page([bad, Self.sale])).whenRead(by: "wb.sales")
      .thenDrafts([["id": "S1"]])
      .thenSetAside([(row: 1, field: "forPay")])
  }

  @Test func `half an answer is refused`() throws {
    let half = String(SalesAnswer.page([Self.sale]).dropLast(20))
    try GivenBytes(half).whenRead(by: "wb.sales").thenRefused(saying: "end")
  }
}
