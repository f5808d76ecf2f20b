package import Domain
package import Projecting

/// Wildberries' commissions by subject, and the days on which they changed (`read-tables` §6).
package final class P905WBCommissionHistory: Projector {
  package static let version = 1
  package static let kinds: Set<StreamKind> = [WBCommission.kind]
  package static let references: Set<StreamKind> = []
  package static let grouping = Grouping.document(keyColumns: 2)

  package static let tables = [
    Table(
      "p905_wb_commission_history", Shape(of: P905Columns.self), key: key, indexes: [["date"]],
      views: [
        Table.View(
          "p905_current", Shape(of: P905Columns.self), key: key,
          "SELECT * FROM p905_rows WHERE valid_to IS NULL")
      ])
  ]

  private static let key = ["connection_mp_ref", "subject_id", "date"]

  package init() {}

  /// Connection and subject, which is the natural id.
  package func group(of event: Event, into key: ByteBuffer) throws {
    guard !event.isCompletion else { return }
    guard let subject = event.naturalID.integer else {
      throw ProjectionError(event, "the id is not a subject's")
    }
    RowKey.append(event.connection, to: key)
    RowKey.append(subject, to: key)
  }

  package func rows(
    of group: DocumentGroup, _ references: References, into rows: any RowSink
  ) throws {
    for document in group.documents {
      for period in try RatePeriods(document).periods {
        let stated = period.event
        let record = try stated.record()
        var row = rows.blank()
        row[columns.connection_mp_ref] = stated.connection
        row[columns.subject_id] = stated.naturalID.integer
        row[columns.date] = period.from
        row.set(columns.subject_name, record[subject.subjectName])
        row[columns.parent_id] = record[subject.parentID]
        row.set(columns.parent_name, record[subject.parentName])
        row[columns.kgvp_booking] = record[subject.kgvpBooking]
        row[columns.kgvp_marketplace] = record[subject.kgvpMarketplace]
        row[columns.kgvp_pickup] = record[subject.kgvpPickup]
        row[columns.kgvp_supplier] = record[subject.kgvpSupplier]
        row[columns.kgvp_supplier_express] = record[subject.kgvpSupplierExpress]
        row[columns.paid_storage_kgvp] = record[subject.paidStorageKgvp]
        row[columns.valid_to] = period.to
        try rows.add(consume row, table: 0, first: stated.position, last: stated)
      }
    }
  }

  private let columns = P905Columns()
  private let subject = WBCommission()
}
