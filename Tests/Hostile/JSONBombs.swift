extension Bomb {
  static let json: [Bomb] = [
    Bomb("100,000 levels", text: "a.json", "wb", saying: "nested deeper than 64") {
      "[{\"saleID\":\"S1\",\"x\":" + String(repeating: "[", count: 100_000)
        + String(repeating: "]", count: 100_000) + "}]"
    },
    Bomb("100,000 levels of objects", text: "a.json", "wb", saying: "nested deeper than 64") {
      "[{" + String(repeating: "\"a\":{", count: 100_000) + "}]"
    },
    Bomb("480,000 fields", text: "a.json", "wb", saying: "more than 2000 fields") {
      "[{\(sale),\((0..<480_000).map { "\"k\($0)\":1" }.joined(separator: ","))}]"
    },
    Bomb("fields that look alike", text: "a.json", "wb", saying: "more than 2000 fields") {
      let names = (100_000..<160_000).map { "\"aaaaaaaa\($0)bbbbbbbb\":1" }
      return "[{\(sale),\(names.joined(separator: ","))}]"
    },
    Bomb("a long name over many", text: "a.json", "wb", saying: "a name of more than 1000") {
      "[{\"\(String(repeating: "K", count: 600_000))\":{"
        + (0..<5_000).map { "\"a\($0)\":1" }.joined(separator: ",") + "}}]"
    },
    Bomb(
      "long names around the rows", text: "a.json", "oz", kind: "ozon.postings",
      saying: "a name of more than 1000"
    ) {
      let inner = (0..<999).map { "\"a\($0)\":1" }.joined(separator: ",")
      let name = String(repeating: "K", count: 100_000)
      return "{" + (0..<20).map { "\"\(name)\($0)\":{\(inner)}" }.joined(separator: ",") + "}"
    },
    Bomb(
      "values around the rows", text: "a.json", "oz", kind: "ozon.postings",
      saying: "more than 10000 values around"
    ) {
      let inner = (0..<999).map { "\"a\($0)\":1" }.joined(separator: ",")
      let name = String(repeating: "K", count: 990)
      return "{" + (0..<20).map { "\"\(name)\($0)\":{\(inner)}" }.joined(separator: ",") + "}"
    },
    Bomb("900,000 items of one posting", text: "a.json", "oz", saying: "a list of more than") {
      "{\"result\":{\"postings\":[{\"posting_number\":\"1-1\",\"status\":\"delivered\","
        + "\"in_process_at\":\"2026-03-01T00:00:00Z\",\"products\":["
        + Array(repeating: "{}", count: 900_000).joined(separator: ",") + "]}]}}"
    },
    Bomb("two million values in a row", text: "a.json", "wb", saying: "more than 1000000 values") {
      "[{\(sale),\"x\":[\(Array(repeating: "1", count: 2_000_000).joined(separator: ","))]}]"
    },
    Bomb("a number of 5 MB", text: "a.json", "wb", saying: "forPay") {
      "[{\(sale.replacing("712.35", with: String(repeating: "9", count: 5_000_000)))}]"
    },
    Bomb("an exponent", text: "a.json", "wb", saying: "forPay") {
      "[{\(sale.replacing("712.35", with: "1e999999999999999999"))}]"
    },
    Bomb("a text of 5 MB", text: "a.json", "wb", saying: "a text over 1 MiB") {
      "[{\(sale),\"brand\":\"\(String(repeating: "x", count: 5_000_000))\"}]"
    },
    Bomb("an id of 2,000 bytes", text: "a.json", "wb", saying: "longer than 1000 bytes") {
      "[{\(sale.replacing("S1", with: "S" + String(repeating: "1", count: 2_000)))}]"
    },
  ]

  /// Enough of a sale for its kind to be told.
  private static let sale =
    #""date":"2026-03-01T00:00:00","lastChangeDate":"2026-03-01T00:00:00","saleID":"S1","#
    + #""srid":"x1","forPay":712.35"#
}
