package import Domain
package import Projecting

/// Every line sold or returned in any marketplace (`read-tables` §1).
package final class P900SalesRegister: Projector {
  package static let version = 3
  package static let kinds = SalesLines.kinds
  package static let references = SalesLines.references
  package static let linked = SalesLines.linked
  package static let grouping = Grouping.named

  package static let tables = [
    Table(
      "p900_sales_register", Shape(of: P900Columns.self),
      key: ["connection_mp_ref", "document_type", "document_no", "line_id"],
      currency: "currency_code",
      indexes: [["sale_date"], ["connection_mp_ref", "marketplace_product_ref"]])
  ]

  package init() {}

  package func group(of event: Event, into key: ByteBuffer) throws {
    if !event.isCompletion { try SalesLines.appendGroup(of: event, to: key) }
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    try SalesLines(references).forEach(of: group) { line in
      var row = rows.blank()
      do throws(Decimal4.Overflow) { try fill(&row, from: line) } catch {
        throw ProjectionError(line.document.latest, "an amount is too large")
      }
      try rows.add(consume row, of: line.document)
    }
  }

  private let columns = P900Columns()

  private func fill(_ row: inout Record, from line: SalesLine) throws(Decimal4.Overflow) {
    row[columns.connection_mp_ref] = line.connection
    row.set(columns.document_type, line.type.name)
    row.set(columns.document_no, line.number)
    row.set(columns.line_id, line.line)
    row.set(columns.marketplace, line.type.marketplace)
    row.set(columns.scheme, line.scheme)
    row[columns.event_at] = line.eventAt
    row[columns.sale_date] = line.saleDate
    row.set(columns.date_basis, line.dateBasis)
    row[columns.source_updated_at] = line.sourceUpdatedAt
    row.set(columns.status_source, line.statusSource)
    row.set(columns.status_norm, line.statusNorm)
    row.set(columns.seller_sku, line.article)
    row.set(columns.mp_item_id, line.item)
    row.set(columns.barcode, line.barcode)
    if let title = line.title, let brand = line.brand {
      row.set(columns.title) { text in
        text.append(title)
        text.append(UInt8(ascii: " "))
        text.append(brand)
      }
    } else {
      row.set(columns.title, line.title)
    }
    row[columns.qty] = line.qty
    row[columns.price_list] = line.priceList
    row[columns.price_effective] = line.priceEffective
    row[columns.discount_total] = try line.discount()
    row[columns.amount_line] = line.amount
    row[columns.payable_amount] = line.payable
    row[columns.cost] = line.cost
    row.set(columns.currency_code, line.currency)
    row[columns.is_preliminary] = line.isPreliminary
    row[columns.organization_ref] = line.organization
    row.set(columns.marketplace_product_ref, line.product)
    row.set(columns.nomenclature_ref, line.resolution?.nomenclature)
    row.set(columns.nomenclature_basis, line.resolution?.basis?.name)
    row.set(columns.stream) { line.document.latest.appendStream(to: &$0) }
  }
}
