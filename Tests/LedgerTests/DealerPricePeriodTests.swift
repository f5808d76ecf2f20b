import Domain
import TestKit
import Testing

@Suite("A dealer price holds until the next one")
struct DealerPricePeriodTests {
  /// The prices of one item as 1C's service gave them: from a day on, so many roubles.
  private static func prices(_ prices: [(day: String, roubles: Int64, told: String)]) -> GivenEvents
  {
    prices.reduce(GivenEvents()) { events, price in
      events.event(
        "lamp/\(price.day)", in: "ut", at: "\(price.told)T05:00:00Z", OneCDealerPrice()
      ) { record, fields in
        record[fields.nomenclature_ref] = "lamp"
        record[fields.period] = Array(price.day.utf8).borrowed { Day(iso: $0) }
        record[fields.price] = Decimal4(rawValue: price.roubles * 10_000)
      }
    }
  }

  @Test func `whatever the order in which they were told`() throws {
    try Self.prices([
      ("2026-03-01", 120, "2026-03-01"), ("2026-01-01", 100, "2026-03-02"),
      ("2026-02-10", 110, "2026-03-03"),
    ])
    .whenProjected(by: "p906")
    .thenRows([
      ["period": "2026-01-01", "price": 100, "valid_to": "2026-02-09", "source": "1C"],
      ["period": "2026-02-10", "price": 110, "valid_to": "2026-02-28", "is_withdrawn": 0],
      ["period": "2026-03-01", "price": 120, "valid_to": nil],
    ])
  }

  @Test func `one that the service no longer has ends nothing`() throws {
    try Self.prices([("2026-01-01", 100, "2026-03-01"), ("2026-02-10", 110, "2026-03-01")])
      .withdrawn("lamp/2026-02-10", in: "ut", at: "2026-03-05T05:00:00Z", OneCDealerPrice.self)
      .whenProjected(by: "p906")
      .thenRows([
        ["period": "2026-01-01", "valid_to": nil, "is_withdrawn": 0],
        ["period": "2026-02-10", "valid_to": nil, "is_withdrawn": 1],
      ])
  }

  @Test func `a price told anew is one row`() throws {
    try Self.prices([("2026-01-01", 100, "2026-03-01"), ("2026-01-01", 105, "2026-03-09")])
      .whenProjected(by: "p906")
      .thenRows([["nomenclature_ref": "lamp", "price": 105, "valid_to": nil]])
  }
}
