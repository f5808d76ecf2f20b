package import Domain
package import Projecting

/// Ozon's realisation reports: one row per report row and side, returns negative (`read-tables` §3).
package final class P902OzonFinanceRealization: Projector {
  package static let version = 2
  package static let kinds: Set<StreamKind> = [OzonRealizationRow.kind, OzonPosting.kind]
  package static let references: Set<StreamKind> = [
    ConnectionSettings.kind, OneCBarcode.kind, OneCNomenclature.kind, OzonProduct.kind,
    ProductMatched.kind,
  ]
  package static let linked: Set<StreamKind> = [OzonRealizationRow.kind]
  package static let grouping = Grouping.named

  package static let tables = [
    Table(
      "p902_ozon_finance_realization", Shape(of: P902Columns.self),
      key: ["connection_mp_ref", "report_no", "row_number", "operation_type"],
      currency: "currency_code",
      indexes: [["connection_mp_ref", "posting_number"], ["accrual_date"]])
  ]

  package init() {}

  /// Rows are with their posting, which tells the day of the sale.
  package func group(of event: Event, into key: ByteBuffer) throws {
    guard !event.isCompletion else { return }
    RowKey.append(event.connection, to: key)
    if event.kind == OzonPosting.kind {
      RowKey.append(event.naturalID, to: key)
    } else if let posting = try event.record()[fields.posting_number] {
      RowKey.append(posting, to: key)
    } else {
      RowKey.append("row", to: key)
      RowKey.append(event.naturalID, to: key)
    }
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    let saleDate = try saleDate(of: group, references)
    for document in group.documents
    where document.kind == OzonRealizationRow.kind && !document.isWithdrawn {
      let record = try document.latest.record()
      for (type, side, sign) in sides {
        try record.forEach(side) { entry in
          var row = rows.blank()
          row[columns.operation_type] = type
          row[columns.sale_date] = saleDate
          fill(&row, record, document.connection, references)
          do throws(Decimal4.Overflow) {
            row[columns.commission_percent] = try record[fields.commission_percent]?.rounded(to: 2)
            try fill(&row, entry, sign)
          } catch {
            throw ProjectionError(document.latest, "an amount is too large")
          }
          try rows.add(consume row, of: document)
        }
      }
    }
  }

  /// The day of the posting's first line.
  private func saleDate(of group: DocumentGroup, _ references: References) throws -> Day? {
    var date: Day?
    var isFirst = true
    try SalesLines(references).forEach(of: group) { line in
      if isFirst { date = line.saleDate }
      isFirst = false
    }
    return date
  }

  private let columns = P902Columns()
  private let fields = OzonRealizationRow()
  private let side = OzonRealizationRow.Side()

  private var sides: [(String, Field<List<OzonRealizationRow.Side>>, Decimal4)] {
    [
      ("delivery", fields.delivery_commission, .one),
      ("return", fields.return_commission, Decimal4(rawValue: -Decimal4.one.rawValue)),
    ]
  }

  /// What both sides of a row have in common.
  private func fill(
    _ row: inout Record, _ record: RecordView, _ connection: String, _ references: References
  ) {
    row[columns.connection_mp_ref] = connection
    row.set(columns.report_no, record[fields.report_no])
    row[columns.row_number] = record[fields.row_number]
    row.set(columns.posting_number, record[fields.posting_number])
    row.set(columns.offer_id, record[fields.offer_id])
    row.set(columns.barcode, record[fields.barcode])
    row.set(columns.title, record[fields.name])
    // A report of one day has no header: its day is its number.
    let day = record[fields.report_no].flatMap { Day(iso: $0) }
    row[columns.accrual_date] = record[fields.doc_date] ?? day
    row[columns.period_from] = record[fields.start_date] ?? day
    row[columns.period_to] = record[fields.stop_date] ?? day
    row[columns.price] = record[fields.seller_price_per_instance]
    row.set(columns.currency_code, record[fields.currency_code])
    guard let sku = record[fields.sku].map(String.init) else { return }
    let product = references.product(connection, sku)
    row[columns.sku] = sku
    row[columns.marketplace_product_ref] = product
    let found = references.nomenclature(
      connection, product: product, article: record[fields.offer_id]?.string,
      barcode: record[fields.barcode]?.string)
    row.set(columns.nomenclature_ref, found.nomenclature)
  }

  /// One side's money, with its sign.
  private func fill(
    _ row: inout Record, _ entry: RecordView, _ sign: Decimal4
  ) throws(Decimal4.Overflow) {
    for (column, field) in amounts {
      row[column] = if let amount = entry[field] { try amount * sign } else { nil }
    }
  }

  private var amounts: [(Field<Decimal4>, Field<Decimal4>)] {
    [
      (columns.quantity, side.quantity),
      (columns.amount, side.amount),
      (columns.bonus, side.bonus),
      (columns.compensation, side.compensation),
      (columns.commission_amount, side.commission),
      (columns.standard_fee, side.standard_fee),
      (columns.bank_coinvestment, side.bank_coinvestment),
      (columns.stars, side.stars),
      (columns.pick_up_point_coinvestment, side.pick_up_point_coinvestment),
      (columns.payout_amount, side.total),
    ]
  }
}
