import TestKit

/// A book of two pages of sales: of two rows the first changes, the second stays and a third comes.
///
/// The connection is event 1, the first page events 2 and 3, the second page events 4 and 5.
enum TwoPages {
  static func book(thirdSoldOn day: String = "2026-03-03") throws -> TemporaryBook {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    try book.takeSales(
      [
        SalesAnswer.row("S1", day: "2026-03-01", forPay: "800", changed: "2026-03-01T11:00:00"),
        SalesAnswer.row("S2", day: "2026-03-02", forPay: "700.5", changed: "2026-03-02T11:00:00"),
      ], "first.json", day: "2026-03-03")
    try book.takeSales(
      [
        SalesAnswer.row("S1", day: "2026-03-01", forPay: "790.25", changed: "2026-03-04T11:00:00"),
        SalesAnswer.row("S3", day: day, forPay: "10", changed: "2026-03-04T11:00:00"),
      ], "second.json", day: "2026-03-05")
    return book
  }
}
