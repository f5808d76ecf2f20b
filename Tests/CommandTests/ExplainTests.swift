import Ledger
import Platform
import Projecting
import TestKit
import Testing

@Suite("Why a value is what it is")
struct ExplainTests {
  /// Rows of the fixtures that together have every column that has a value anywhere.
  static let rows: [(trip: String, table: String, key: [String])] = [
    ("ozon-finance", "p900", ["ozon-main", "OZON_FBO_Posting", "60990055-0101-1", "1620045109"]),
    ("ozon-finance", "p900", ["ozon-main", "OZON_FBS_Posting", "60310011-0001-1", "1620045101"]),
    ("ozon-finance", "p900", ["ozon-main", "OZON_Returns", "1000400001", "1620045102"]),
    (
      "wb-sales", "p900",
      [
        "wb-main", "WB_Sales", "2fc02d6ad8c48af31524e6febba2c8f7",
        "2fc02d6ad8c48af31524e6febba2c8f7",
      ]
    ),
    ("ym-orders", "p900", ["ym-main", "YM_Order", "471200698", "620010015"]),
    ("ym-orders", "p900", ["ym-main", "YM_Returns", "31201026", "1032401771"]),
    ("lemana", "p901", ["1C", "ut", "4630337538622", "bc584103-4d58-4da7-a885-d8547ac54937"]),
    ("ozon-realization", "p902", ["ozon-main", "2026030088120", "1", "delivery"]),
    ("wb-finance-v5", "p903", ["wb-dom", "583412207", "1842000001685"]),
    ("wb-finance-api", "p903", ["wb-dom", "612000451", "4102000009902"]),
    ("wb-finance-api", "p903", ["wb-dom", "9007199254740995", "4102000039228"]),
    ("wb-finance-api", "p903", ["wb-dom", "612000451", "4102000015449"]),
    ("wb-finance-api", "p903", ["wb-dom", "612000451", "4102000001501"]),
    ("ozon-finance", "p904", ["ozon-main", "OZON_FBO_Posting", "60990055-0116-1", "1620045107"]),
    ("ozon-finance", "p904", ["ozon-main", "OZON_FBS_Posting", "60310011-0012-1", "1620045103"]),
    ("ozon-returns", "p904", ["ozon-main", "OZON_Returns", "1000300101", "1620045101"]),
    ("ozon-finance", "p904", ["ozon-main", "OZON_Transactions", "48900007884", "1620045106"]),
    (
      "wb-sales", "p904",
      [
        "wb-main", "WB_Sales", "2fc02d6ad8c48af31524e6febba2c8f7",
        "2fc02d6ad8c48af31524e6febba2c8f7",
      ]
    ),
    ("ym-orders", "p904", ["ym-main", "YM_Order", "471200698", "620010015"]),
    ("ym-orders", "p904", ["ym-main", "YM_Returns", "31200416", "1032400000"]),
    ("wb-tariffs-prices", "p905", ["wb-main", "1037", "2026-03-01"]),
    (
      "dealer-price-tables", "p906",
      ["1C", "ut", "3e7cc706-3d99-46dc-a9c4-d5b1949524cb", "2026-01-01"]
    ),
    ("ym-netting", "p907", ["ym-main", "2a9b79947b8af6b85c77232ed530c1f7#1"]),
    ("ym-netting", "p907", ["ym-main", "00eb8c8d437cadb943ad76fdd4bfe3cc#1"]),
    ("ym-netting", "p907", ["ym-main", "3ba011d1f606b1cf47d1712e6855dc9d#1"]),
    ("ym-netting", "p907", ["ym-main", "8840000192"]),
    ("wb-tariffs-prices", "p908", ["wb-main", "180407388", "410500080"]),
    ("wb-sales", "p900", ["S21400000639"]),
    ("ozon-finance", "p904", ["32200000111", "1620045102#2"]),
    ("wb-tariffs-prices", "p901", ["WB", "wb-main", "2043344892403"]),
    ("wb-tariffs-prices", "p905", ["1481", "2026-03-06"]),
    ("wb-finance-v5", "p903", ["583412207", "1842000058917"]),
    (
      "dealer-price-tables", "p906",
      ["EXCEL", "ut-spb", "2691d199-158a-4495-a14f-89426432bb37", "2026-03-01"]
    ),
    ("wb-tariffs-prices", "p908_history", ["180407388", "410500080", "2026-03-01T08:00:00Z"]),
  ]

  @Test func `every column of every table is explained word by word`() throws {
    var explained: [String: Set<String>] = [:]
    for (trip, rows) in Dictionary(grouping: Self.rows, by: \.trip).sorted(by: { $0.key < $1.key })
    {
      let book = try TemporaryBook(after: try Trip(trip))
      for (index, row) in rows.enumerated() {
        let outcome = try Svod(
          ["explain", row.table] + row.key, in: book.folder, environment: ["SVOD_BOOK": book.path]
        ).end()
        #expect(outcome.code == 0, "\(outcome.errors)")
        try Golden.expect(
          outcome.text, is: "fixtures/\(trip)/4-explain-\(row.table)-\(index + 1).txt")
        for line in outcome.text.split(separator: "\n") where line.hasSuffix("= absent") == false {
          let words = line.split(separator: " ")
          if line.hasPrefix("  "), words.count > 2, words[1] == "=" {
            explained[row.table, default: []].insert(String(words[0]))
          }
        }
      }
    }
    for projector in Projectors.all {
      let table = type(of: projector).tables[0]
      let valued = try Self.valued(table)
      #expect(valued.subtracting(explained[table.alias] ?? []) == [], "\(table.alias)")
    }
  }

  /// The columns that have a value in some row of the fixtures.
  private static func valued(_ table: Table) throws -> Set<String> {
    var valued: Set<String> = []
    for trip in Trip.all where trip.tables.contains(table.alias) {
      for row in try trip.expectedRows(of: table.alias) {
        for (column, value) in row.members where value != .null { valued.insert(column) }
      }
    }
    return valued
  }
}
