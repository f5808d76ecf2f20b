import Domain
import Projecting

/// A row of `supplier/sales` is one unit sold or returned.
struct WBSaleRows {
  private let references: References
  private let columns = P900Columns()
  private let sale = WBSale()

  init(_ references: References) { self.references = references }

  /// - Parameter ordinal: tells a return without saleID from the sale of the same srid, which would
  ///   have the same key.
  func add(_ document: Document, ordinal: Int? = nil, to rows: any RowSink) throws {
    let event = document.latest
    let record = try event.record()
    var row = Record(P900SalesRegister.tables[0].shape)
    let isReturn = Self.isReturn(record, sale)
    row[columns.marketplace] = "WB"
    row[columns.connection_mp_ref] = event.connection
    row[columns.document_type] = "WB_Sales"
    row.set(columns.document_no, record[sale.saleID] ?? record[sale.srid])
    row.set(columns.line_id, record[sale.srid] ?? record[sale.saleID])
    if let ordinal { row[columns.line_id] = (row[columns.line_id] ?? "") + "#\(ordinal)" }
    row[columns.event_at] = record[sale.date]
    row[columns.sale_date] = record[sale.date]?.moscowDay
    row[columns.source_updated_at] = record[sale.lastChangeDate]
    row[columns.status_source] = isReturn ? "return" : "sale"
    row[columns.status_norm] = isReturn ? "RETURNED" : "DELIVERED"
    row.set(columns.seller_sku, record[sale.supplierArticle])
    row.set(columns.barcode, record[sale.barcode])
    row[columns.title] = title(record)
    row[columns.currency_code] = "RUB"
    row[columns.stream] = event.stream
    if let nmID = record[sale.nmId] {
      row[columns.mp_item_id] = String(nmID)
      row[columns.marketplace_product_ref] = String(nmID)
    }
    do throws(Decimal4.Overflow) { try money(record, isReturn: isReturn, &row) } catch {
      throw ProjectionError(event, "an amount is too large")
    }
    do throws(Decimal4.Overflow) {
      try LineReferences(references).settle(&row, connection: event.connection)
    } catch { throw ProjectionError(event, "its cost is too large") }
    try rows.add(row, of: document)
  }

  private func title(_ record: RecordView) -> String? {
    let parts = [record[sale.subject], record[sale.brand]].compactMap { $0?.string }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func money(
    _ record: RecordView, isReturn: Bool, _ row: inout Record
  ) throws(Decimal4.Overflow) {
    let qty = isReturn ? try -Decimal4.one : .one
    let list = try record[sale.totalPrice]?.magnitude()
    let effective = try (record[sale.priceWithDisc] ?? .zero).magnitude()
    row[columns.qty] = qty
    row[columns.price_list] = list
    row[columns.price_effective] = effective
    row[columns.discount_total] = if let list { try (list - effective) * qty } else { nil }
    row[columns.amount_line] = try effective * qty
    row[columns.payable_amount] = record[sale.forPay]
    row[columns.is_preliminary] = Self.isPreliminary(record, sale)
  }

  /// saleID begins with R; without one the money is negative.
  static func isReturn(_ record: RecordView, _ sale: WBSale) -> Bool {
    if let saleID = record[sale.saleID] { return saleID.first == 0x52 }
    return record[sale.forPay]?.isNegative ?? false
  }

  /// Money that is still 0, or not sent, beside a price that is not.
  static func isPreliminary(_ record: RecordView, _ sale: WBSale) -> Bool {
    guard let total = record[sale.totalPrice], !total.isZero else { return false }
    return [sale.forPay, sale.finishedPrice, sale.priceWithDisc].contains {
      (record[$0] ?? .zero).isZero
    }
  }
}
