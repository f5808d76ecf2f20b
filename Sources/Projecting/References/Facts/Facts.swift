import Domain

struct ConnectionFact: Fact {
  let name: String
  let marketplace: String
  let organization: String?
  let onec: String?
  let zone: Zone

  static func read(_ event: Event, _ record: RecordView) -> (any Fact)? {
    let fields = ConnectionSettings()
    return ConnectionFact(
      name: event.connection, marketplace: record[fields.marketplace]?.string ?? "",
      organization: record[fields.organization]?.string, onec: record[fields.onec]?.string,
      zone: record[fields.zone].flatMap { Zone($0.string) } ?? .moscow)
  }

  func add(
    to catalogue: Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    catalogue.connections[connection] = self
  }
}

struct ItemFact: Fact {
  let ref: String
  let article: String?
  let description: String?
  let isFolder: Bool
  let isDeleted: Bool
  let base: String?
  var isWithdrawn = false

  /// Whether products may be resolved to it; to one marked for deletion where no live item fits.
  var counts: Bool { !isFolder && !isWithdrawn }

  static func read(_ event: Event, _ record: RecordView) -> (any Fact)? {
    let fields = OneCNomenclature()
    guard let ref = record[fields.ref_key] else { return nil }
    return ItemFact(
      ref: ref.string, article: record[fields.article]?.string,
      description: record[fields.description]?.string,
      isFolder: record[fields.is_folder] ?? false,
      isDeleted: record[fields.deletion_mark] ?? false, base: record[fields.base_ref]?.string)
  }

  func add(
    to catalogue: Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    var item = self
    item.isWithdrawn = isWithdrawn
    catalogue.items[.init(connection, ref)] = item
  }
}

struct BarcodeFact: Fact {
  let barcode: String
  let ref: String

  static func read(_ event: Event, _ record: RecordView) -> (any Fact)? {
    let fields = OneCBarcode()
    guard let barcode = record[fields.barcode], let ref = record[fields.nomenclature_ref] else {
      return nil
    }
    return BarcodeFact(barcode: barcode.string, ref: ref.string)
  }

  func add(
    to catalogue: Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    if !isWithdrawn { catalogue.barcodes[.init(connection, barcode), default: []].insert(ref) }
  }
}

struct MatchFact: Fact {
  let product: String
  let ref: String?

  static func read(_ event: Event, _ record: RecordView) -> (any Fact)? {
    guard event.is(ProductMatched.self) else {
      return MatchFact(product: event.naturalID.string, ref: nil)
    }
    return MatchFact(
      product: event.naturalID.string, ref: record[ProductMatched().nomenclature_ref]?.string)
  }

  func add(
    to catalogue: Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    if !isWithdrawn { catalogue.matches[.init(connection, product)] = ref }
  }
}

/// A marketplace's product as its card describes it.
package struct CardFact: Fact {
  /// The sku that names the product in `marketplace_product_ref`.
  package let product: String
  package let article: String?
  package let title: String?
  package let barcodes: [String]

  /// Other names under which documents may call it.
  package let aliases: [String]
  package var isWithdrawn = false

  func add(
    to catalogue: Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    var card = self
    card.isWithdrawn = card.isWithdrawn || isWithdrawn
    // What is still in the cabinet wins over what was withdrawn.
    func isFree(_ name: String) -> Bool { catalogue.aliases[.init(connection, name)] == nil }
    if !card.isWithdrawn || isFree(product) { catalogue.cards[.init(connection, product)] = card }
    for alias in [product] + aliases where !card.isWithdrawn || isFree(alias) {
      catalogue.aliases[.init(connection, alias)] = product
    }
  }
}
