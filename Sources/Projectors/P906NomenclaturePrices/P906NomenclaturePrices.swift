package import Domain
package import Projecting

/// Dealer prices: one row per nomenclature, day from which the price holds, and source
/// (`read-tables` §7).
package struct P906NomenclaturePrices: Projector {
  package static let version = 1
  package static let kinds: Set<StreamKind> = [OneCDealerPrice.kind]
  package static let references: Set<StreamKind> = [ConnectionSettings.kind, OneCNomenclature.kind]
  package static let grouping = Grouping.named

  package static let tables = [
    Table(
      "p906_nomenclature_prices", Shape(of: P906Columns.self),
      key: ["source", "connection_mp_ref", "nomenclature_ref", "period"],
      indexes: [["nomenclature_ref", "period"]])
  ]

  package init() {}

  /// All prices of one nomenclature: `valid_to` needs the next one.
  package func group(of event: Event, into key: inout [UInt8]) throws {
    guard !event.schema.isCompletion else { return }
    RowKey.append(event.connection, to: &key)
    guard let slash = event.naturalID.firstIndex(of: 0x2F) else {
      throw ProjectionError(event, "the id is not nomenclature/period")
    }
    RowKey.append(event.naturalID.prefix(slash), to: &key)
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    let prices = try group.documents.compactMap(OneCPrice.init).sorted { $0.order < $1.order }
    var row = Record(Self.tables[0].shape)
    for (index, price) in prices.enumerated() {
      if let later = prices[(index + 1)...].first, later.day == price.day { continue }
      row.clear()
      row[columns.source] = "1C"
      row[columns.connection_mp_ref] = price.document.connection
      row[columns.nomenclature_ref] = price.nomenclature
      row[columns.period] = price.day
      row[columns.price] = price.price
      row[columns.is_withdrawn] = price.document.isWithdrawn
      if !price.document.isWithdrawn {
        row[columns.valid_to] = prices[(index + 1)...].first {
          !$0.document.isWithdrawn && $0.day > price.day
        }?.day.previous
      }
      let item = references.item(price.document.connection, price.nomenclature)
      row[columns.article] = item?.article
      row[columns.description] = item?.description
      try rows.add(row, of: price.document)
    }
  }

  private let columns = P906Columns()
}

/// A price document's last statement.
private struct OneCPrice {
  let document: Document
  let nomenclature: String
  let day: Day
  let price: Decimal4

  init?(_ document: Document) throws {
    guard let stated = document.lastStated else { return nil }
    let fields = OneCDealerPrice()
    let record = try stated.record()
    guard let nomenclature = record[fields.nomenclature_ref], let day = record[fields.period],
      let price = record[fields.price]
    else { throw ProjectionError(stated, "a price without nomenclature, day or amount") }
    self.document = document
    self.nomenclature = nomenclature.string
    self.day = day
    self.price = price
  }

  /// By day; of two documents for one day the one that counts comes last.
  var order: (Int32, Int, Int64, Int64) {
    (
      day.rawValue, document.isWithdrawn ? 0 : 1, document.latest.clock.rawValue,
      document.latest.position
    )
  }
}
