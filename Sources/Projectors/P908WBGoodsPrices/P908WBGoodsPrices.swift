package import Domain
package import Projecting

/// Wildberries' prices by card size, when they changed, and what they leave over the dealer price
/// (`read-tables` §9).
package final class P908WBGoodsPrices: Projector {
  package static let version = 2
  package static let kinds: Set<StreamKind> = [WBPrice.kind]
  package static let references: Set<StreamKind> = PriceStatement.kinds.union([
    ConnectionSettings.kind, OneCBarcode.kind, OneCNomenclature.kind, ProductMatched.kind,
    WBCard.kind,
  ])
  package static let grouping = Grouping.document(keyColumns: 3)

  package static let tables = [
    Table(
      "p908_wb_goods_prices", Shape(of: P908Columns.self),
      key: ["connection_mp_ref", "nm_id", "size_id"], currency: "currency_code",
      indexes: [["nomenclature_ref"]]),
    Table(
      "p908_history", Shape(of: P908HistoryColumns.self),
      key: ["connection_mp_ref", "nm_id", "size_id", "changed_at"]),
  ]

  package init() {}

  /// Connection, card and size: the natural id is `nmID/sizeID`.
  package func group(of event: Event, into key: ByteBuffer) throws {
    guard !event.isCompletion else { return }
    guard let slash = event.naturalID.firstIndex(of: 0x2F),
      let card = event.naturalID.prefix(slash).integer,
      let size = event.naturalID.dropFirst(slash + 1).integer
    else { throw ProjectionError(event, "the id is not nmID/sizeID") }
    RowKey.append(event.connection, to: key)
    RowKey.append(card, to: key)
    RowKey.append(size, to: key)
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    for document in group.documents {
      let changes = try PriceChanges(document).events
      guard let stated = document.lastStated, let changed = changes.last else { continue }
      try rows.add(
        current(stated, since: changed.clock, isListed: !document.isWithdrawn, references),
        of: document)
      for change in changes {
        try rows.add(past(change), table: 1, first: change.position, last: change)
      }
    }
  }

  private let size = WBPrice()
  private let columns = P908Columns()
  private let history = P908HistoryColumns()

  private func current(
    _ event: Event, since changedAt: Instant, isListed: Bool, _ references: References
  ) throws -> Record {
    let record = try event.record()
    var row = Record(Self.tables[0].shape)
    row[columns.connection_mp_ref] = event.connection
    row[columns.nm_id] = record[size.nmID]
    row[columns.size_id] = record[size.sizeID]
    row.set(columns.vendor_code, record[size.vendorCode])
    row.set(columns.tech_size, record[size.techSizeName])
    row[columns.price] = record[size.price]
    row[columns.discounted_price] = record[size.discountedPrice]
    row[columns.club_discounted_price] = record[size.clubDiscountedPrice]
    row[columns.discount] = record[size.discount]
    row[columns.club_discount] = record[size.clubDiscount]
    row[columns.editable_size_price] = record[size.editableSizePrice]
    row.set(columns.currency_code, record[size.currency])
    row[columns.changed_at] = changedAt
    row[columns.is_listed] = isListed
    do throws(Decimal4.Overflow) { try settle(&row, event.connection, references) } catch {
      throw ProjectionError(event, "its margin is too large")
    }
    return row
  }

  /// Looks up the item and what it costs, and reckons the margin.
  private func settle(
    _ row: inout Record, _ connection: String, _ references: References
  ) throws(Decimal4.Overflow) {
    guard let nmID = row[columns.nm_id], let changedAt = row[columns.changed_at] else { return }
    let product = String(nmID)
    row[columns.marketplace_product_ref] = product
    let found = references.nomenclature(
      connection, product: product, article: row[columns.vendor_code], barcode: nil)
    guard let nomenclature = found.nomenclature else { return }
    row.set(columns.nomenclature_ref, nomenclature)
    row[columns.base_nomenclature_ref] = references.item(connection, nomenclature.string)?.base
    let dealer = references.dealerPrice(connection, found, on: changedAt.moscowDay)
    row[columns.dealer_price] = dealer
    guard let dealer, let price = row[columns.discounted_price],
      row[columns.currency_code] ?? "RUB" == "RUB"
    else { return }
    row[columns.margin_percent] = try Decimal4.percent(of: price - dealer, in: dealer)
  }

  private func past(_ event: Event) throws -> Record {
    let record = try event.record()
    var row = Record(Self.tables[1].shape)
    row[history.connection_mp_ref] = event.connection
    row[history.nm_id] = record[size.nmID]
    row[history.size_id] = record[size.sizeID]
    row[history.changed_at] = event.clock
    row[history.price] = record[size.price]
    row[history.discounted_price] = record[size.discountedPrice]
    row[history.discount] = record[size.discount]
    return row
  }
}
