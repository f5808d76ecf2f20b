package import Domain
package import Projecting

/// Wildberries' settlement reports line by line, in the source's names and signs, with what each
/// line adds to the payout (`read-tables` §4).
package final class P903WBFinanceReport: Projector {
  package static let version = 2
  package static let kinds: Set<StreamKind> = [WBFinanceRow.kind]
  package static let grouping = Grouping.document(keyColumns: 3)
  package static let references: Set<StreamKind> = [
    ConnectionSettings.kind, OneCNomenclature.kind, OneCBarcode.kind, ProductMatched.kind,
    WBCard.kind,
  ]
  package static let claims: Set<StreamKind> = [WBFinanceRow.kind]

  package static let tables = [
    Table(
      "p903_wb_finance_report", P903Columns.shape,
      key: ["connection_mp_ref", "report_id", "rrd_id"],
      currency: "currency_name", repeated: "superseded_by",
      indexes: [["connection_mp_ref", "nm_id"], ["connection_mp_ref", "rr_dt"]])
  ]

  package init() {}

  /// Connection, report and line: the natural id is `report_id/rrd_id`.
  package func group(of event: Event, into key: ByteBuffer) throws {
    guard !event.isCompletion else { return }
    guard let slash = event.naturalID.firstIndex(of: 0x2F),
      let report = event.naturalID.prefix(slash).integer,
      let line = event.naturalID.dropFirst(slash + 1).integer
    else { throw ProjectionError(event, "the id is not report_id/rrd_id") }
    RowKey.append(event.connection, to: key)
    RowKey.append(report, to: key)
    RowKey.append(line, to: key)
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    for document in group.documents where !document.isWithdrawn {
      var row = rows.blank()
      try state(of: document, into: &row)
      let connection = document.connection
      row[columns.connection_mp_ref] = connection
      do throws(Decimal4.Overflow) { try compute(&row) } catch {
        throw ProjectionError(document.latest, "a sum of its amounts is too large")
      }
      resolve(&row, connection, references)
      supersede(&row, connection, references)
      try rows.add(consume row, of: document)
    }
  }

  private let row = WBFinanceRow()
  private let columns = P903Columns()

  /// The latest state; a field that the latest shape does not have keeps the value that the other
  /// shape gave.
  private func state(of document: Document, into row: inout Record) throws {
    let newest = document.latest.schemaIndex
    guard document.versions.contains(where: { $0.schemaIndex != newest }) else {
      // Most lines are never sent in the other shape: all values at once.
      row.take(all: try document.latest.record(), shiftedBy: P903Columns.shift)
      return
    }
    for version in document.versions where !version.isWithdrawal {
      let record = try version.record()
      let known = P903Columns.known[version.schema.tag] ?? []
      for place in known {
        row.take(record, place.type, from: place.field, at: place.column)
      }
    }
  }

  private func compute(_ row: inout Record) throws(Decimal4.Overflow) {
    let isReturn =
      row.withText(self.row.doc_type_name.at(P903Columns.shift)) { $0 == "Возврат" } ?? false
    let forPay = amount(row, self.row.ppvz_for_pay)
    let goods = isReturn ? try -forPay : forPay
    let logistics = try -amount(row, self.row.delivery_rub)
    let storage = try -amount(row, self.row.storage_fee)
    let penalty = try -amount(row, self.row.penalty)
    let deduction = try -amount(row, self.row.deduction)
    let acceptance = try -amount(row, self.row.acceptance)
    let additional = amount(row, self.row.additional_payment)
    row[columns.direction] = isReturn ? -1 : 1
    row[columns.goods_amount] = goods
    row[columns.logistics_amount] = logistics
    row[columns.storage_amount] = storage
    row[columns.penalty_amount] = penalty
    row[columns.deduction_amount] = deduction
    row[columns.acceptance_amount] = acceptance
    row[columns.additional_amount] = additional
    row[columns.payout_amount] =
      try goods + logistics + storage + penalty + deduction + acceptance + additional
    let loyalty =
      try amount(row, self.row.cashback_discount) - amount(row, self.row.cashback_amount)
      - amount(row, self.row.cashback_commission_change)
    row[columns.loyalty_amount] = isReturn ? try -loyalty : loyalty
    row[columns.sale_date] = row[self.row.sale_dt.at(P903Columns.shift)]?.moscowDay
    row[columns.is_linked] = row.isPresent(self.row.srid.slot + P903Columns.shift)
  }

  private func amount(_ row: Record, _ field: Field<Decimal4>) -> Decimal4 {
    row[field.at(P903Columns.shift)] ?? .zero
  }

  /// A line of a daily report comes again in the week's: then it is not added up twice.
  private func supersede(_ row: inout Record, _ connection: String, _ references: References) {
    let period = self.row.report_period.at(P903Columns.shift)
    guard row.withText(period, { $0 == "daily" }) ?? false,
      let day = row[self.row.rr_dt.at(P903Columns.shift)]
    else { return }
    row[columns.superseded_by] = references.weeklyReport(
      connection, type: row[self.row.report_type.at(P903Columns.shift)], on: day)
  }

  private func resolve(_ row: inout Record, _ connection: String, _ references: References) {
    guard let nmID = row[self.row.nm_id.at(P903Columns.shift)], nmID > 0 else { return }
    let product = references.texts.digits(nmID)
    row.set(columns.marketplace_product_ref, product)
    let article = self.row.sa_name.at(P903Columns.shift)
    let barcode = self.row.barcode.at(P903Columns.shift)
    let found = row.withBytes { all in
      references.nomenclature(
        connection, product: product, article: row.text(article, in: all),
        barcode: row.text(barcode, in: all))
    }
    row.set(columns.nomenclature_ref, found.nomenclature)
  }
}
