import Domain
import EventLog
import Ledger
import Projecting
import SQLite
import TestKit
import Testing

@Suite("An import tells the rows that look up what it says")
struct DependentTests {
  /// Rows that would be other ones without an import, and that its own documents do not make, must have
  /// looked something of it up.
  @Test(arguments: ["wb-sales", "ozon-finance", "ozon-postings"])
  func `what a revocation would change is among them`(_ name: String) throws {
    let book = try TemporaryBook(after: Trip(name))
    var told = 0
    for record in try book.ledger.book.openLog().imports() {
      let contents = try ImportContents(
        book.ledger, import: record.id, limit: .max, findsDependents: true)
      let known = Set(
        ((contents.dependents ?? []) + contents.rows).flatMap { rows in
          rows.keys.map { Key(table: rows.table, key: $0) }
        })
      told += contents.dependents?.count ?? 0
      let report = try book.ledger.revoke(
        Revocation([record.id], reason: "a trial", author: "test"), isDryRun: true)
      for difference in report.differences {
        for row in difference.rows where row.change == .changed {
          let isKnown = known.contains(Key(table: difference.table, key: row.key))
          #expect(isKnown, "\(record.payloadName): \(difference.table) \(row.key) \(row.columns)")
        }
      }
    }
    #expect(told > 0)
  }

  private struct Key: Hashable {
    let table: String
    let words: [String]

    init(table: String, key: [Answer.Cell]) {
      self.table = table
      words = key.map { "\($0)" }
    }
  }

  @Test func `prices are looked up by the rows of their items, and by no others`() throws {
    let book = try TemporaryBook(after: Trip("wb-sales"))
    let imports = try book.ledger.book.openLog().imports()
    let prices = try #require(imports.first { $0.payloadName == "1-dealer-prices-1.json" })
    let contents = try ImportContents(
      book.ledger, import: prices.id, limit: 0, findsDependents: true)
    let items = try contents.priced(book)
    let table = try #require(try book.ledger.tables.open("p900"))
    let sold = try table.prepare(
      "SELECT nomenclature_ref FROM p900_rows WHERE nomenclature_ref NOTNULL")
    var expected = 0
    while try sold.step() { expected += items.contains(sold.string(0)) ? 1 : 0 }
    #expect(contents.dependents?.first { $0.table == "p900" }?.count == expected)
    #expect(expected > 10)
  }
}

extension ImportContents {
  /// The items whose prices it brought, and those whose base item's: a variant without a price asks on.
  fileprivate func priced(_ book: TemporaryBook) throws -> Set<String> {
    let log = try book.ledger.book.openLog()
    var items: Set<String> = []
    try log.forEachEvent(after: record.firstPosition - 1, through: record.lastPosition) { view in
      items.insert(String(view.naturalID.string.prefix { $0 != "/" }))
    }
    var variants: Set<String> = []
    try log.forEachEvent(of: [OneCNomenclature.kind]) { view in
      let base = try EventDescription(view).values.first { $0.name == "base_ref" }?.value
      if case .text(let ref) = base, items.contains(ref) { variants.insert(view.naturalID.string) }
    }
    return items.union(variants)
  }
}
