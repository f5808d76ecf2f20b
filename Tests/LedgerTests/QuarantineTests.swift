import Domain
import EventLog
import Ledger
import Platform
import Projecting
import SQLite
import TestKit
import Testing

@Suite("An event that cannot be folded")
struct QuarantineTests {
  /// A finance line whose payout is larger than any number here, between two that are sound.
  private static func book() throws -> TemporaryBook {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    let rows = [(1, "10.5"), (2, "-922337203685477.5"), (3, "20.25")].map { line, amount in
      """
      {"reportId":501,"dateFrom":"2026-03-02","dateTo":"2026-03-08","createDate":"2026-03-09",\
      "currency":"RUB","rrdId":\(line),"docTypeName":"\(line == 2 ? "Возврат" : "Продажа")",\
      "sellerOperName":"Продажа","forPay":"\(line == 2 ? "922337203685477.5" : amount)",\
      "deliveryService":"\(line == 2 ? "922337203685477.5" : "0")","srid":"s\(line)","nmId":0,\
      "quantity":1,"reportType":1,"rrDate":"2026-03-03"}
      """
    }
    let path = try book.write("[" + rows.joined(separator: ",") + "]", to: "finance.json")
    _ = try book.ledger.take(ImportRequest(paths: [path], connection: "wb"), updates: false)
    return book
  }

  @Test func `stops the build with position, stream, type, table and bytes`() throws {
    let book = try Self.book()
    let p903 = try book.ledger.projector("p903")
    do {
      _ = try book.ledger.rebuild([p903])
      Issue.record("it was built")
    } catch let error as LedgerError {
      #expect(error.code == .data)
      for word in [
        "p903", "event 3", "wb/wb.finance/501/2", "wb.finance.row@2", "bytes", "payload",
      ] {
        #expect(error.message.contains(word), "\(word): \(error.message)")
      }
    }
    #expect(book.ledger.tables.current("p903") == nil)
  }

  @Test func `is set aside where that is asked for, and the others make their rows`() throws {
    let book = try Self.book()
    let p903 = try book.ledger.projector("p903")
    var options = Rebuild.Options()
    options.quarantining = ["p903"]
    let built = try book.ledger.rebuild([p903], options)
    #expect(built.map(\.quarantined) == [1])
    #expect(built.map(\.meta.rows) == [2])
    let file = try #require(try book.ledger.tables.open("p903"))
    #expect(try file.integer("SELECT position FROM quarantine") == 3)
    #expect(try file.text("SELECT stream FROM quarantine") == "wb/wb.finance/501/2")
    // An update of the table passes it over as well.
    let more = try book.write(
      #"[{"reportId":502,"rrdId":9,"forPay":"1","srid":"x","docTypeName":"Продажа"}]"#, to: "b.json"
    )
    _ = try book.ledger.take(ImportRequest(paths: [more], connection: "wb"), updates: false)
    _ = try book.ledger.update([p903])
    let later = try #require(try book.ledger.tables.open("p903"))
    #expect(try later.integer("SELECT count(*) FROM p903_rows") == 3)
    #expect(try later.integer("SELECT count(*) FROM quarantine") == 1)
  }
}
