import Domain
import Hostile
import Ledger
import TestKit
import Testing

@Suite("A rebuild remembers little of a catalogue")
struct CatalogueMemoryTests {
  /// Bytes that a rebuild may take for an item with two prices: what is looked up, and no events.
  private static let itemSize = 1_250

  /// Bytes that two runs may differ by.
  private static let slack = 2 << 20

  @Test func `items and prices are held as what is looked up alone`() throws {
    let few = try Self.peak(items: 10)
    let many = try Self.peak(items: 4_000)
    #expect(
      many < few + 4_000 * Self.itemSize + Self.slack,
      "\(few >> 20) MiB with 10 items, \(many >> 20) MiB with 4,000")
  }

  /// What a process of its own holds at most that builds a table from nothing but look-ups.
  private static func peak(items: Int) throws -> Int {
    let book = try TemporaryBook()
    try book.connect("ut", "1C")
    let refs = (0..<items).map { number in
      let digits = String(number, radix: 16)
      return "5b0c7a1e-93d4-4f6a-8e21-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
    let catalogue = refs.enumerated().map { number, ref in
      #"{"Ref_Key":"\#(ref)","DeletionMark":false,"IsFolder":false,"Code":"НФ-\#(number)","#
        + #""Description":"Чайники электрические \#(number)","Артикул":"РМ-\#(number)"}"#
    }
    let prices = refs.flatMap { ref in
      ["01.01.2026", "01.04.2026"].map {
        #"{"period":"\#($0)","price":"1500,5","nomenklature_ref":"\#(ref)"}"#
      }
    }
    try take(
      #"{"odata.metadata":"$metadata#Catalog_Номенклатура","value":[\#(list(catalogue))]}"#, book)
    try take(#"{"count":\#(prices.count),"initial":[],"history":[\#(list(prices))]}"#, book)
    let child = try Child(
      [Child.svod, "rebuild", "p900", "--jobs", "1", "--memory", "1", "--book", book.path],
      in: book.folder)
    #expect(child.code == 0, "\(child.complaint)")
    return child.peakMemory
  }

  private static func list(_ rows: [String]) -> String { rows.joined(separator: ",\n") }

  private static func take(_ payload: String, _ book: TemporaryBook) throws {
    let path = try book.write(payload, to: "payload.json")
    _ = try book.ledger.take(ImportRequest(paths: [path], connection: "ut"), updates: false)
  }
}
