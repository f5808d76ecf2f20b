import Domain
import TestKit
import Testing

@Suite("An item marked for deletion keeps what no live item takes over")
struct MarkedItemTests {
  /// A 1C base with its only cabinet's line of article `lamp-1` and barcode `460`.
  private static var line: GivenEvents {
    GivenEvents()
      .event("ut", in: "ut", at: "2026-01-01T00:00:00Z", ConnectionSettings()) { record, fields in
        record[fields.name] = "ut"
        record[fields.marketplace] = "1C"
      }
      .event("901/1", in: "wb", at: "2026-02-10T00:00:00Z", WBFinanceRow()) { record, fields in
        record[fields.report_id] = 901
        record[fields.rrd_id] = 1
        record[fields.nm_id] = 71_001
        record[fields.sa_name] = "lamp-1"
        record[fields.barcode] = "460"
      }
  }

  private static func expect(
    _ nomenclature: ExactJSON, _ events: GivenEvents,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try events.whenProjected(by: "p903")
      .thenRows([["nomenclature_ref": nomenclature]], sourceLocation: sourceLocation)
  }

  @Test func `a mark set in April does not take the item from February`() throws {
    try Self.expect("old", Self.line.item("old", "lamp-1", isMarked: true))
    try Self.expect("old", Self.line.item("old", "Lamp-1 ").item("old", "lamp-1", isMarked: true))
  }

  @Test func `a live item takes over, whichever came first`() throws {
    try Self.expect(
      "new", Self.line.item("old", "lamp-1", isMarked: true).item("new", "lamp-1"))
    try Self.expect(
      "new",
      Self.line.item("old", "lamp-1", isMarked: true).item("new", nil).owner("new", of: "460"))
  }

  @Test func `an owner of the barcode that is marked counts where nobody else fits`() throws {
    try Self.expect(
      "old", Self.line.item("old", nil, isMarked: true).owner("old", of: "460"))
    // The article of a marked item comes before a marked owner, and not before a live one.
    try Self.expect(
      "old",
      Self.line.item("old", "lamp-1", isMarked: true).item("other", nil, isMarked: true)
        .owner("other", of: "460"))
  }

  @Test func `several decide nothing, be they live or marked`() throws {
    try Self.expect(
      nil,
      Self.line.item("a", "lamp-1", isMarked: true).item("b", "lamp-1", isMarked: true))
    // Two live items fit: those marked are not asked.
    try Self.expect(
      nil, Self.line.item("a", "lamp-1").item("b", "lamp-1").item("c", "lamp-1", isMarked: true))
    try Self.expect(
      "c",
      Self.line.item("a", "lamp-1", isMarked: true).item("b", "lamp-1", isMarked: true)
        .item("c", nil, isMarked: true).owner("c", of: "460"))
  }

  @Test func `folders and items that are gone never count`() throws {
    try Self.expect(nil, Self.line.item("old", "lamp-1", isMarked: true, isFolder: true))
    try Self.expect(
      nil,
      Self.line.item("old", "lamp-1", isMarked: true)
        .withdrawn("old", in: "ut", at: "2026-05-01T00:00:00Z", OneCNomenclature.self))
  }

  @Test func `a price table's article means a marked item where no live one has it`() throws {
    let price = GivenEvents()
      .event("lamp-1/2026-01-01", in: "ut", at: "2026-01-02T00:00:00Z", TableDealerPrice()) {
        record, fields in
        record[fields.article] = "lamp-1"
        record[fields.period] = Array("2026-01-01".utf8).borrowed { Day(iso: $0) }
        record[fields.price] = Decimal4("120.5")
      }
    try price.item("old", "lamp-1", isMarked: true).whenProjected(by: "p906")
      .thenRows([["nomenclature_ref": "old", "price": .digits("120.5")]])
    try price.item("old", "lamp-1", isMarked: true).item("new", "LAMP-1").whenProjected(by: "p906")
      .thenRows([["nomenclature_ref": "new"]])
    try price.item("a", "lamp-1", isMarked: true).item("b", "lamp-1", isMarked: true)
      .whenProjected(by: "p906").thenRows([])
  }
}

extension GivenEvents {
  /// An item of the base; told again it is as it is told last.
  fileprivate func item(
    _ ref: String, _ article: String?, isMarked: Bool = false, isFolder: Bool = false
  ) -> GivenEvents {
    event(
      ref, in: "ut", at: isMarked ? "2026-04-01T00:00:00Z" : "2026-01-05T00:00:00Z",
      OneCNomenclature()
    ) { record, fields in
      record[fields.ref_key] = ref
      record[fields.article] = article
      record[fields.deletion_mark] = isMarked
      record[fields.is_folder] = isFolder
    }
  }

  fileprivate func owner(_ ref: String, of barcode: String) -> GivenEvents {
    event("\(barcode)/\(ref)", in: "ut", at: "2026-01-06T00:00:00Z", OneCBarcode()) {
      record, fields in
      record[fields.barcode] = barcode
      record[fields.nomenclature_ref] = ref
    }
  }
}
