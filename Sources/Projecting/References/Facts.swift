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
    to catalogue: inout Catalogue, connection: String, isWithdrawn: Bool,
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

  /// Whether products may be resolved to it.
  var counts: Bool { !isFolder && !isDeleted && !isWithdrawn }

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
    to catalogue: inout Catalogue, connection: String, isWithdrawn: Bool,
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
    to catalogue: inout Catalogue, connection: String, isWithdrawn: Bool,
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
    to catalogue: inout Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    if !isWithdrawn { catalogue.matches[.init(connection, product)] = ref }
  }
}

struct PriceFact: Fact {
  let ref: String
  let day: Day
  let price: Decimal4

  static func readDealerPrice(_ event: Event, _ record: RecordView) -> (any Fact)? {
    let fields = OneCDealerPrice()
    guard let ref = record[fields.nomenclature_ref], let day = record[fields.period],
      let price = record[fields.price]
    else { return nil }
    return PriceFact(ref: ref.string, day: day, price: price)
  }

  func add(
    to catalogue: inout Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    if isWithdrawn { return }
    catalogue.prices[.init(connection, ref), default: []].append(
      PricePoint(day: day, price: price, isManual: false, order: (order.clock, order.position)))
  }
}

/// A price from a table that people keep: its article is resolved when all items are known.
struct TablePriceFact: Fact {
  let article: String
  let day: Day
  let price: Decimal4

  func add(
    to catalogue: inout Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    if !isWithdrawn {
      catalogue.tablePrices.append((connection, self, (order.clock, order.position)))
    }
  }
}

/// A price from a day on.
struct PricePoint {
  let day: Day
  let price: Decimal4

  /// From a table that people keep, which wins over 1C on the same day.
  let isManual: Bool
  let order: (Int64, Int64)

  /// By day; of two prices for one day the one that counts comes last.
  static func isBefore(_ lhs: PricePoint, _ rhs: PricePoint) -> Bool {
    if lhs.day != rhs.day { return lhs.day < rhs.day }
    if lhs.isManual != rhs.isManual { return rhs.isManual }
    return lhs.order < rhs.order
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
    to catalogue: inout Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    var card = self
    card.isWithdrawn = isWithdrawn
    catalogue.cards[.init(connection, product)] = card
    for alias in aliases { catalogue.aliases[.init(connection, alias)] = product }
  }
}
